import Embedding
import Retrieval

/// The evidence of a task, read sentence by sentence: for gates and writers, which all need it.
struct EvidenceReading: Sendable {
    let pool: SentencePool
    /// For the whole question first, then for its parts.
    let rankings: [Ranking]
    /// Of a question in two steps: what answers the second one with the name, and what has the name for the first; else empty.
    let steps: [Ranking]
    /// The questions' words in the evidence's own.
    let found: FoundWords

    /// Without `words`, a word of a question is found where it stands itself.
    init(
        _ evidence: [Hit], questions: [WritingTask.Part], over bridge: Bridge? = nil, asksForNow: Bool,
        words: (any WordVectors)?
    ) {
        let pool = SentencePool(evidence)
        let steps = bridge.map { [$0.onward, $0.description] } ?? []
        let likeness = WordLikeness(
            questions: (questions + steps).map(\.question), evidence: pool.ordinaryWords, by: words)
        self.pool = pool
        let found = FoundWords(pool: pool, likeness: likeness)
        self.found = found
        func ranking(_ part: WritingTask.Part) -> Ranking {
            Ranking(pool: pool, part: part, found: found, asksForNow: asksForNow)
        }
        rankings = questions.map(ranking)
        self.steps = steps.map { ranking($0).naming(bridge?.name.stems ?? [], in: pool) }
    }
}
