import Embedding
import Retrieval

/// The evidence of a task, read sentence by sentence: for gates and writers, which all need it.
struct EvidenceReading: Sendable {
    let pool: SentencePool
    /// For the whole question first, then for its parts.
    let rankings: [Ranking]
    /// The questions' words in the evidence's own.
    let found: FoundWords

    /// Without `words`, a word of a question is found where it stands itself.
    init(_ evidence: [Hit], questions: [WritingTask.Part], asksForNow: Bool, words: (any WordVectors)?) {
        let pool = SentencePool(evidence)
        let likeness = WordLikeness(
            questions: questions.map(\.question), evidence: pool.sentences.map(\.words), by: words)
        self.pool = pool
        let found = FoundWords(pool: pool, likeness: likeness)
        self.found = found
        rankings = questions.map { Ranking(pool: pool, part: $0, found: found, asksForNow: asksForNow) }
    }
}
