/// Bodies, groups and places without a name ("the students' union", "the police") stand where they stand in the cited
/// sentences: none has taken another's place.
///
/// A paraphrase tells a party by another word of its kind, and leaves some out; objects only where one that the cited sentences
/// do not have stands in the sentence, and one of another kind, or with another word before it, is missing there.
struct PartyCheck: SupportCheck {
    let name = "parties"
    let approval = "Every body, group and place without a name stands in its own place."
    let part = QuotePart.focus

    func objection(to matter: SupportCase) -> String? {
        let claimed = Party.parties(in: matter.claim)
        let stated = Party.parties(in: matter.quote)
        let new = claimed.filter { one in !one.isNamed && !isTold(one, of: claimed, by: stated, in: matter.quote) }
        guard !new.isEmpty else { return nil }
        let lost = stated.filter { one in !isTold(one, of: stated, by: claimed, in: matter.claim) }
        let names = KnownNames(matter.claim)
        let lostName = matter.quote.names.first { $0.parts.count > 1 && names.share(of: $0) < 0.5 }
        for party in new {
            // "The builder" for "Hadley Marr Construction", "the paper" for the one that is quoted.
            if party.modifiers.isEmpty, Parties.isKind(party.head), lostName != nil || Parties.isPress(party.head) {
                continue
            }
            let other = lost.first {
                party.differs(from: $0)
                    && (matter.verbatim >= 0.6
                        || Alignment.nearness(matter.claim.words, party.place, matter.quote.words, $0.place) >= 0.5)
            }
            if let other { return Self.objection(party, other.text) }
            if let lostName, isAnother(party, matter) { return Self.objection(party, lostName.text) }
            if let name = replaced(by: party, matter, names) { return Self.objection(party, name.text) }
        }
        return nil
    }

    private static func objection(_ party: Party, _ other: String) -> String {
        "The sentence speaks of “\(party.text)”, the cited sentences of “\(other)”."
    }

    /// Whether another text has a party, under whatever modifiers: the one of the same words first, so that each stands for one.
    private func isTold(_ party: Party, of own: [Party], by others: [Party], in text: ReadText) -> Bool {
        // "The dockers' union" for "the Dockhands' and Harbour Workers' Union".
        let kinds = Set(party.modifiers.flatMap(Parties.classes))
        if !kinds.isEmpty, others.contains(where: { !kinds.isDisjoint(with: $0.classes) }) { return true }
        if party.isNamed { return party.modifiers.contains { text.stems.contains($0) } }
        // "Dock workers" for "dockers": groups are told apart by what they are, bodies by their names too.
        if !Parties.isBody(party.classes), others.contains(where: { !$0.classes.isDisjoint(with: party.classes) }) {
            return true
        }
        let same = others.filter { $0.head == party.head }
        guard !same.isEmpty else { return text.stems.contains(party.head) && party.modifiers.isEmpty }
        let free = same.filter { other in !own.contains { $0.isExactly(other) } }
        return same.contains { $0.isExactly(party) }
            || free.contains { $0.modifiers.isEmpty || party.modifiers.isEmpty }
            || party.modifiers.isEmpty
    }

    /// The name in whose very place a party stands, in a sentence that is its quote otherwise.
    private func replaced(by party: Party, _ matter: SupportCase, _ names: KnownNames) -> NameMention? {
        guard matter.verbatim >= WordingCheck.nearVerbatim,
            !Parties.isKind(party.head) || !party.modifiers.isEmpty,
            let change = matter.order.changes.first(where: { $0.claim.contains(party.place) })
        else { return nil }
        return matter.quote.names.first { $0.words.overlaps(change.quote) && names.share(of: $0) < 0.5 }
    }

    /// Whether the passage has a party by these words elsewhere, so that it is not another word for somebody of the quote.
    private func isAnother(_ party: Party, _ matter: SupportCase) -> Bool {
        !party.modifiers.isEmpty && Parties.isBody(party.classes) && !party.owns
            && party.modifiers.isDisjoint(with: matter.quote.stems)
            && Party.parties(in: matter.context).contains { $0.isExactly(party) }
    }
}

/// One party of a text: its word, and the words before it that tell which.
private struct Party {
    let head: String
    let modifiers: Set<String>
    let classes: Set<Int>
    let isNamed: Bool
    let place: Int
    /// "The union's secretary": it says who somebody is.
    let owns: Bool
    let text: String

    static func parties(in text: ReadText) -> [Party] {
        let words = text.words
        let named = Set(text.names.flatMap(\.words))
        var parties: [Party] = []
        for index in words.indices {
            let classes = Parties.classes(of: words[index].stem)
            guard !classes.isEmpty, isNoun(words, index),
                !words.indices.contains(index + 1) || !continues(words, index + 1)
            else { continue }
            let isNamed = named.contains(index) && !words[index].opens
            var first = index
            while first > 0, index - first < 2, [" ", "' ", "\u{2019} ", "-"].contains(words[first].before),
                isModifier(words[first - 1], isNamed: isNamed)
            {
                first -= 1
            }
            parties.append(
                Party(
                    head: words[index].stem, modifiers: Set(words[first..<index].map(\.stem)), classes: classes,
                    isNamed: isNamed, place: index, owns: words[index].isPossessive,
                    text: words[first...index].map(\.written).joined(separator: " ")))
        }
        return parties
    }

    /// "The port authority's offer", "the council homes": the word belongs to another one behind it.
    private static func continues(_ words: [ReadWord], _ next: Int) -> Bool {
        guard words[next].before == " ", !words[next].isStopWord, !words[next - 1].isPossessive else { return false }
        return !Parties.classes(of: words[next].stem).isEmpty
    }

    /// "Services it", "leaves office": a verb, and a word that is no party.
    private static func isNoun(_ words: [ReadWord], _ index: Int) -> Bool {
        let before = index > 0 ? words[index - 1].folded : ""
        // "The port put 3.5% on the table": elsewhere it is a place, or part of another word.
        if words[index].folded == "port" { return before == "the" && (index < 2 || words[index - 2].folded != "of") }
        // "The main office" is a place, and stands for the headquarters.
        if words[index].folded == "office", ["main", "head"].contains(before) { return false }
        if ["who", "that", "which", "to", "leaves", "leave", "left", "in", "takes", "took", "into", "from"].contains(
            before),
            ["office", "service", "services", "court", "board"].contains(words[index].folded)
        {
            return false
        }
        return true
    }

    /// Words before a party that do not tell which it is.
    private static let describing: Set<String> = [
        "big", "large", "small", "little", "new", "old", "former", "first", "last", "next", "whole", "entire", "local",
        "same",
        "public", "private", "main", "only", "great", "rival", "leading", "independent", "own", "young",
    ]

    private static func isModifier(_ word: ReadWord, isNamed: Bool) -> Bool {
        !word.isStopWord && !word.isNumeric && !SpeechWords.contains(word.folded)
            && !describing.contains(word.folded)
            && (isNamed ? word.isCapitalised : !word.isCapitalised)
    }

    /// Whether both have the same words.
    func isExactly(_ other: Party) -> Bool {
        head == other.head && !modifiers.isEmpty && !modifiers.isDisjoint(with: other.modifiers)
    }

    func differs(from other: Party) -> Bool {
        if Parties.differ(classes, other.classes) { return true }
        return Parties.isBody(classes) && !modifiers.isEmpty && !other.modifiers.isEmpty
            && modifiers.isDisjoint(with: other.modifiers)
    }
}

extension ReadWord {
    fileprivate var isPossessive: Bool {
        written.hasSuffix("'s") || written.hasSuffix("\u{2019}s") || after.hasPrefix("'") || after.hasPrefix("\u{2019}")
    }
}
