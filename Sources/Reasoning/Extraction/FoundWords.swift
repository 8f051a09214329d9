import Retrieval

/// How far the questions' words are found in each text of the evidence.
struct FoundWords: Sendable {
    /// By the sentences of the pool.
    let sentences: [WordLikeness.Found]
    /// By title and source of each hit.
    let titles: [WordLikeness.Found]
    /// By all that each hit speaks of.
    let passages: [WordLikeness.Found]
    private let likeness: WordLikeness

    /// O(words of the evidence).
    init(pool: SentencePool, likeness: WordLikeness) {
        self.likeness = likeness
        sentences = pool.sentences.map { likeness.found(in: $0.stems) }
        titles = pool.titleStems.map(likeness.found)
        passages = pool.matterStems.map(likeness.found)
    }

    /// Whether a word of the evidence stands for a question's.
    func hasSubstitute(for term: WordLikeness.Term) -> Bool { likeness.hasSubstitute(for: term) }

    /// How far a stem of the evidence has a question's, from 0 to 1.
    func share(of term: WordLikeness.Term, for stem: String) -> Float { likeness.share(of: term, for: stem) }

    /// A stem, as texts are asked for it.
    func term(_ stem: String) -> WordLikeness.Term { likeness.term(stem) }
}
