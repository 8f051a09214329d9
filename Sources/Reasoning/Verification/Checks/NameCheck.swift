/// Every name of the sentence is one that the cited sentences, the passage around them, its headline or its outlet has, and
/// none has taken another's place.
struct NameCheck: SupportCheck {
    let name = "names"
    let approval = "Every name stands in the passage, in its own place."
    let part = QuotePart.focus

    func objection(to matter: SupportCase) -> String? {
        let names = NamesOfCase(matter)
        for mention in matter.claim.names {
            if let objection = objection(to: mention, names) { return objection }
        }
        return nil
    }

    private func objection(to mention: NameMention, _ names: NamesOfCase) -> String? {
        if names.quoted.knows(mention, strictly: mention.mayBeOrdinary) || names.tellsOutlet(mention) { return nil }
        if mention.mayBeOrdinary, !names.isNameInClaim(mention) { return nil }
        let lost = names.replaced(by: mention)
        guard names.around.knows(mention, strictly: mention.mayBeOrdinary) else {
            if lost == nil, names.isPlaceOfAll(mention) { return nil }
            guard let lost else { return "The cited passage does not name \(mention.text)." }
            return "The sentence names \(mention.text), the cited sentences name \(lost.text)."
        }
        if names.resolvesPronoun && names.isNear(mention) || names.isTown(mention) { return nil }
        if let lost { return "The sentence speaks of \(mention.text), the cited sentences of \(lost.text)." }
        if names.isSpeaker(mention), !names.isNear(mention), !names.describesLost(mention) {
            return "The passage speaks of \(mention.text) elsewhere, not in the cited sentences."
        }
        return nil
    }
}

/// The names of a sentence, of what it cites and of what stands around that.
struct NamesOfCase {
    private let matter: SupportCase
    let quoted: KnownNames
    let around: KnownNames
    private let near: KnownNames
    private let outlet: KnownNames
    private let claimed: KnownNames

    init(_ matter: SupportCase) {
        self.matter = matter
        quoted = KnownNames(matter.quote)
        around = KnownNames(matter.context, matter.frame)
        near = KnownNames(matter.surroundings, matter.frame)
        outlet = KnownNames(matter.outlet)
        claimed = KnownNames(matter.claim)
    }

    /// Whether a name stands near enough to the quote to be meant by its "she" or "the union".
    func isNear(_ mention: NameMention) -> Bool { near.knows(mention, strictly: false) }

    /// "Writes the Post": a sentence may say whose report it tells.
    func tellsOutlet(_ mention: NameMention) -> Bool { outlet.knows(mention, strictly: true) && isSpeaker(mention) }

    /// Whether a word of saying stands beside a name of the sentence.
    func isSpeaker(_ mention: NameMention) -> Bool {
        let words = matter.claim.words
        let around = max(0, mention.words.lowerBound - 3)..<min(words.count, mention.words.upperBound + 2)
        return around.contains { SpeechWords.contains(words[$0].folded) }
    }

    /// Whether the quote has a "she" or "his" more than the sentence, which the sentence may have told by the name.
    var resolvesPronoun: Bool { Self.pronouns(in: matter.quote) > Self.pronouns(in: matter.claim) }

    private static func pronouns(in text: ReadText) -> Int {
        text.words.count { ["he", "him", "his", "she", "her", "hers"].contains($0.folded) }
    }

    /// "Vennermouth's mayor", "of Vennermouth": a sentence for readers elsewhere says where the outlet's town is. Only a
    /// name of one word that owns or contains, where no name of the quote is missing.
    func isPlaceOfAll(_ mention: NameMention) -> Bool {
        guard mention.parts.count == 1, matter.verbatim < 0.6 else { return false }
        let words = matter.claim.words
        let first = mention.words.lowerBound
        let before = first > 0 ? words[first - 1].folded : ""
        let beforeThat = first > 1 ? words[first - 2].folded : ""
        return mention.text.hasSuffix("'s") || mention.text.hasSuffix("\u{2019}s")
            || ["of", "in"].contains(before) || before == "the" && ["on", "along", "by"].contains(beforeThat)
    }

    /// A name of the quote that the sentence no longer has: its place is taken.
    func replaced(by mention: NameMention) -> NameMention? {
        matter.quote.names.first { name in
            (!name.mayBeOrdinary || isName(name, in: matter.quote)) && claimed.share(of: name) < 0.5
                && !describes(mention, name) && !isToldByKind(name)
        }
    }

    /// "The Civic Alliance man" for "Hallard": the passage puts the name together with one that the sentence no longer has.
    func describesLost(_ mention: NameMention) -> Bool {
        matter.quote.names.contains { claimed.share(of: $0) < 0.5 && belongs($0, to: mention) }
    }

    /// "Vennermouth" for "the city": a name of one word where the sentence no longer has the quote's word for a town.
    func isTown(_ mention: NameMention) -> Bool {
        mention.parts.count == 1
            && ["city", "town", "village", "country"].contains {
                matter.quote.forms.contains($0) && !matter.claim.forms.contains($0)
            }
    }

    /// "His party" for "the Civic Alliance": an organisation of the quote that the sentence tells by what it is.
    private func isToldByKind(_ name: NameMention) -> Bool {
        guard name.parts.contains(where: OrdinaryWords.isNameFrame) else { return false }
        return matter.claim.words.contains {
            Self.kinds.contains($0.folded) && !$0.isCapitalised && !matter.quote.forms.contains($0.folded)
        }
    }

    private static let kinds: Set<String> = [
        "party", "company", "firm", "union", "authority", "agency", "body", "club", "paper", "newspaper", "station",
        "group", "organisation", "operator", "association", "office", "department", "institution",
    ]

    /// Whether a first word of the sentence is a name: it has its capital elsewhere too, or it stands like one.
    func isNameInClaim(_ mention: NameMention) -> Bool {
        guard let part = mention.parts.first else { return false }
        if around.isNamedWithin(part) { return true }
        guard isName(mention, in: matter.claim) else { return false }
        let words = matter.claim.words
        let next = mention.words.upperBound
        guard next < words.count else { return false }
        if SpeechWords.contains(words[next].folded), !part.hasSuffix("s") || mention.text.hasSuffix("'s") {
            return true
        }
        guard let lost = replaced(by: mention), lost.words.upperBound < matter.quote.words.count else { return false }
        let follower = words[next]
        if follower.stem == matter.quote.words[lost.words.upperBound].stem { return true }
        return follower.before.hasPrefix(",") || Self.auxiliaries.contains(follower.folded)
    }

    /// Behind a subject of one word.
    private static let auxiliaries: Set<String> = [
        "is", "was", "has", "had", "will", "would", "did", "does", "can", "could", "also",
    ]

    /// Whether the capital of a first word is that of a name, as far as the word itself and the passage tell.
    private func isName(_ mention: NameMention, in text: ReadText) -> Bool {
        guard let part = mention.parts.first else { return false }
        if around.isNamedWithin(part) { return true }
        // "Suitcases", but "Sallis's".
        let isPlural = part.hasSuffix("s") && !part.hasSuffix("ss") && !mention.text.hasSuffix("'s")
        if isPlural || OrdinaryWords.looksOrdinary(part) { return false }
        return !matter.context.words.contains { $0.folded == part && !$0.isCapitalised }
    }

    /// "Hallard of the Civic Alliance": the passage says so in these words.
    private func belongs(_ one: NameMention, to other: NameMention) -> Bool {
        let words = matter.context.words
        return matter.context.names.contains { first in
            guard !Set(first.parts).isDisjoint(with: one.parts) else { return false }
            return matter.context.names.contains { second in
                let gap = first.words.upperBound..<max(first.words.upperBound, second.words.lowerBound)
                return !gap.isEmpty && gap.count <= 2 && !Set(second.parts).isDisjoint(with: other.parts)
                    && words[gap].allSatisfy { ["of", "for", "from", "the"].contains($0.folded) }
            }
        }
    }

    /// "Quist of Green Shore": the passage puts two names together, so that one may stand for the other.
    private func describes(_ one: NameMention, _ other: NameMention) -> Bool {
        let places = { (name: NameMention) in
            matter.context.names.filter { !Set($0.parts).isDisjoint(with: name.parts) }
        }
        let (first, second) = (places(one), places(other))
        return first.contains { first in second.contains { isJoined(first.words, $0.words) } }
    }

    private func isJoined(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        let words = matter.context.words
        let lower = min(one.upperBound, other.upperBound)
        let upper = max(one.lowerBound, other.lowerBound)
        guard lower <= upper, upper - lower <= 2, words[upper].sentence == words[lower - 1].sentence else {
            return false
        }
        return words[lower..<upper].contains { ["of", "for", "from"].contains($0.folded) }
    }
}
