/// The sentence speaks of what the passage speaks of: enough of its terms stand there.
struct TermCheck: SupportCheck {
    let name = "terms"
    let approval = "The sentence speaks of what the passage speaks of."
    /// Below this share of known terms, the sentence is about something else. Paraphrases keep a third of the terms at least
    /// with very few exceptions, which the embedding catches.
    static let floor = 0.2

    func objection(to matter: SupportCase) -> String? {
        let terms = Self.terms(of: matter.claim)
        guard terms.count >= 3, Self.coverage(terms, in: matter) < Self.floor, (matter.similarity ?? 0) < 0.6 else {
            return nil
        }
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
