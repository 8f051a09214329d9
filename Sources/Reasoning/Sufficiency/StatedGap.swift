import Corpus

/// A sentence of the evidence that says that what is asked is not known: the best answer where there is none.
enum StatedGap {
    /// How much of the question, by weight, such a sentence (with its title) must have to be about what is asked and not about
    /// something beside it.
    private static let minimumCoverage: Float = 0.4
    /// Only the best sentences are looked at.
    private static let depth = 6

    /// The first such sentence of a ranking.
    static func find(in ranking: Ranking) -> Sentence? {
        ranking.quotations.prefix(depth).first { quotation in
            quotation.score.coverage >= minimumCoverage && saysUnknown(quotation.sentence.words)
        }?.sentence
    }

    /// By the phrases in which reporters say so.
    static func saysUnknown(_ words: [Word]) -> Bool { phrases.isMentioned(in: words) }

    private static let phrases = PhraseSet([
        "is not known", "was not known", "are not known", "not yet known", "is unknown", "remains unknown",
        "remain unknown", "remains unclear", "is unclear", "is still open", "is not clear", "was not clear",
        "not been established", "not yet been established", "not been found", "did not say", "would not say",
        "does not say", "do not say", "will not say", "has not said", "have not said", "could not say", "cannot say",
        "declined to say", "gave no", "gives no", "give no", "did not give", "does not give", "did not name",
        "refused to say", "no figure", "no cause", "has not been released", "not been published", "too early to say",
    ])
}
