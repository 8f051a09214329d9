import Embedding
import Retrieval

/// The evidence of a task, read sentence by sentence: for gates and writers, which all need it.
struct EvidenceReading: Sendable {
    let pool: SentencePool
    /// For the whole question first, then for its parts.
    let rankings: [Ranking]

    /// What words of the evidence can stand for the questions'.
    let likeness: WordLikeness

    /// Without `words`, a word of a question is found where it stands itself.
    init(_ evidence: [Hit], questions: [WritingTask.Part], words: (any WordVectors)?) {
        let pool = SentencePool(evidence)
        let likeness = WordLikeness(
            questions: questions.map(\.question), evidence: pool.sentences.map(\.words), by: words)
        self.pool = pool
        self.likeness = likeness
        rankings = questions.map { Ranking(pool: pool, part: $0, likeness: likeness) }
    }
}
