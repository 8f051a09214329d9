/// The names of some texts, by their parts.
struct KnownNames: Sendable {
    private var capitalised: Set<String> = []
    /// Of those, the ones that have their capital within a sentence.
    private var within: Set<String> = []
    private var forms: Set<String> = []
    private var initials: Set<String> = []

    init(_ texts: ReadText...) {
        for text in texts {
            forms.formUnion(text.forms)
            for word in text.words where word.isCapitalised {
                capitalised.insert(word.folded)
                if !word.opens { within.insert(word.folded) }
            }
            for name in text.names {
                let letters = text.words[name.words].filter { !["the", "of", "and", "for"].contains($0.folded) }
                    .compactMap(\.folded.first)
                if letters.count >= 2 { initials.insert(String(letters)) }
                for word in text.words[name.words] where word.isAcronym {
                    initials.insert(word.folded.filter { $0 != "." })
                }
            }
        }
    }

    /// Whether all parts of a name are known. A part may stand in lower case ("the mayor" for "Mayor Sallis") unless the
    /// whole must be a name.
    func knows(_ name: NameMention, strictly: Bool) -> Bool {
        name.parts.allSatisfy { knows($0, strictly: strictly) } || isAcronym(name)
    }

    /// The share of a name's parts that are known, by any form.
    func share(of name: NameMention) -> Double {
        guard !name.parts.isEmpty, !isAcronym(name) else { return 1 }
        return Double(name.parts.count { knows($0, strictly: false) }) / Double(name.parts.count)
    }

    /// Whether a word has its capital where no sentence begins.
    func isNamedWithin(_ part: String) -> Bool { within.contains(part) }

    private func knows(_ part: String, strictly: Bool) -> Bool {
        if capitalised.contains(part) { return true }
        if !strictly, forms.contains(part) || OrdinaryWords.isTitle(part) { return true }
        if part.hasSuffix("s"), capitalised.contains(String(part.dropLast())) { return true }
        if capitalised.contains(part + "s") { return true }
        return OrdinaryWords.peopleForms(of: part).contains { capitalised.contains($0) }
    }

    private func isAcronym(_ name: NameMention) -> Bool {
        guard name.parts.count == 1, let part = name.parts.first else {
            return initials.contains(String(name.parts.compactMap(\.first)))
        }
        return initials.contains(part.filter { $0 != "." })
    }
}
