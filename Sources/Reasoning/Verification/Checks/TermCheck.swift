/// The sentence speaks of what the passage speaks of: some of its terms stand there, or its meaning is near.
struct TermCheck: SupportCheck {
    let name = "terms"
    let approval = "The sentence speaks of what the passage speaks of."
    let part = QuotePart.either
    /// A sentence of at least so many terms is expected to share one with its passage.
    static let fewest = 4
    /// A free paraphrase may share no term, but is then near in meaning.
    static let nearness: Float = 0.3

    func objection(to matter: SupportCase) -> String? {
        let terms = Self.terms(of: matter.claim)
        guard terms.count >= Self.fewest, Self.coverage(terms, in: matter) < 0.1,
            (matter.similarity ?? 0) < Self.nearness
        else { return nil }
        let missing = terms.filter { !matter.context.stems.contains($0.stem) }.prefix(3).map { "“\($0.written)”" }
        return "The cited passage does not speak of \(missing.joined(separator: ", "))."
    }

    /// The words that carry meaning.
    static func terms(of text: ReadText) -> [ReadWord] {
        text.words.filter { !$0.isStopWord && $0.folded.utf8.count > 1 }
    }

    /// The share of terms that the quote has; what stands only around it counts for half.
    static func coverage(_ terms: [ReadWord], in matter: SupportCase) -> Double {
        guard !terms.isEmpty else { return 1 }
        return terms.reduce(0) { sum, term in
            if matter.quote.stems.contains(term.stem) { return sum + 1 }
            return sum + (matter.context.stems.contains(term.stem) || matter.frame.stems.contains(term.stem) ? 0.5 : 0)
        } / Double(terms.count)
    }
}
