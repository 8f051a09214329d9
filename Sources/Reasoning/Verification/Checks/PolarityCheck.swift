/// What the sentence affirms the cited sentences do not deny, and the other way round.
///
/// Compares, word by word that both have, how often each is turned into its contrary: by a negation that reaches it, or by
/// standing for its opposite. A negation that has only moved ("expected no return", "did not expect a return") is none too
/// many, since it reaches a word that is negated on the other side as well.
///
/// In a free paraphrase a negation more or less is a weak sign: "no trouble to find" is "easily found". There the vectors have a
/// say: the sentence has to come nearer to its quote when the denial is taken out of the text that has it.
struct PolarityCheck: SupportCheck {
    let name = "polarity"
    let approval = "The sentence affirms and denies what the cited sentences affirm and deny."
    let part = QuotePart.focus

    func objection(to matter: SupportCase) -> String? {
        guard let conflict = matter.polarity else { return nil }
        guard let doubt = conflict.doubt else { return conflict.text }
        // Without an encoder the words have to do.
        guard let gain = matter.affirmationGain else { return doubt.isAligned ? conflict.text : nil }
        return gain >= doubt.floor ? conflict.text : nil
    }
}

/// What one text denies and the other does not.
struct PolarityConflict: Sendable {
    /// An objection, for the reader.
    let text: String
    /// Set where words alone are a weak sign.
    var doubt: Doubt?

    /// What decides a doubtful conflict: whether the texts come nearer to each other without the denial.
    struct Doubt: Sendable {
        /// The text that denies, with the denial taken out.
        let affirmed: String
        /// That is the sentence, not its quote.
        let isClaim: Bool

        /// A word that both texts have is denied in one of them.
        let isAligned: Bool

        /// By so much the cosine has to grow. Of the paraphrases that deny where their quote does not, two in three stay below the
        /// first and nine in ten below the second; of the corruptions one in seven, and one in two.
        var floor: Float { isAligned ? 0.025 : 0.08 }
    }
}
