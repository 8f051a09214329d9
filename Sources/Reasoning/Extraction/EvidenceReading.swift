import Retrieval

/// The evidence of a task, read sentence by sentence: for gates and writers, which all need it.
struct EvidenceReading: Sendable {
    let pool: SentencePool
    /// For the whole question first, then for its parts.
    let rankings: [Ranking]

    init(_ evidence: [Hit], questions: [WritingTask.Part]) {
        let pool = SentencePool(evidence)
        self.pool = pool
        rankings = questions.map { Ranking(pool: pool, part: $0) }
    }
}
