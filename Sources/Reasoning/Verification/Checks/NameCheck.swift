/// Every name of the sentence is one that the cited sentences, the passage around them, its headline or its outlet has, and
/// none has taken another's place.
struct NameCheck: SupportCheck {
    let name = "names"
    let approval = "Every name stands in the passage, in its own place."

    func objection(to matter: SupportCase) -> String? {
        let quoted = KnownNames(matter.quote)
        let around = KnownNames(matter.context, matter.frame)
        for mention in matter.claim.names {
            if quoted.knows(mention, strictly: false) { continue }
            let isKnown = around.knows(mention, strictly: mention.mayBeOrdinary)
            if !isKnown, mention.mayBeOrdinary, !looksLikeName(mention, matter) { continue }
            let lost = replaced(by: mention, matter)
            if !isKnown {
                guard let lost else { return "The cited passage does not name \(mention.text)." }
                return "The sentence names \(mention.text), the cited sentences name \(lost.text)."
            }
            if let lost { return "The sentence speaks of \(mention.text), the cited sentences of \(lost.text)." }
        }
        return nil
    }

    /// A name of the quote that the sentence no longer has: its place is taken.
    private func replaced(by mention: NameMention, _ matter: SupportCase) -> NameMention? {
        let claimed = KnownNames(matter.claim)
        return matter.quote.names.first { name in
            !name.mayBeOrdinary && !claimed.knows(name, strictly: false) && !claimed.shares(name)
        }
    }

    /// A capitalised first word that no text has in lower case, where the quote has lost a name.
    private func looksLikeName(_ mention: NameMention, _ matter: SupportCase) -> Bool {
        guard let part = mention.parts.first, !OrdinaryWords.looksOrdinary(part) else { return false }
        let lower = matter.context.words.contains { $0.folded == part && !$0.isCapitalised }
        return !lower && replaced(by: mention, matter) != nil
    }
}
