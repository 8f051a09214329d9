import Corpus

/// How far a text says that something is so: that it may be, that somebody wants it, that it is to be, or that it is.
enum Modality: Int, Sendable, Comparable {
    case possible, wished, planned, asserted

    static func < (one: Modality, other: Modality) -> Bool { one.rawValue < other.rawValue }

    /// The word that says so, and the first word of meaning behind it.
    struct Cue: Sendable, Hashable {
        let level: Modality
        let place: Int
        let head: Int?
    }

    /// The cues of a text, in order.
    static func cues(in words: [ReadWord]) -> [Cue] {
        words.indices.compactMap { index in
            guard let level = level(words, index) else { return nil }
            return Cue(level: level, place: index, head: head(words, after: index))
        }
    }

    private static func level(_ words: [ReadWord], _ index: Int) -> Modality? {
        let word = words[index]
        // The month, and a person's name.
        if word.folded == "may" || word.folded == "will", word.isCapitalised, !word.opens { return nil }
        if hedges.contains(word.folded) { return .possible }
        // "Called for", not "called to the gate".
        if word.stem == "call", index + 1 >= words.count || words[index + 1].folded != "for" { return nil }
        // "Asked for", "asked him to", not "asked 1,010 people".
        if word.stem == "ask",
            !words[(index + 1)..<min(words.count, index + 6)].contains(where: {
                ["for", "to", "that"].contains($0.folded)
            })
        {
            return nil
        }
        if wishes.contains(word.stem) { return .wished }
        if plans.contains(word.stem) || futures.contains(word.folded) { return .planned }
        if isArranged(words, index) { return .planned }
        // "Is to open", "are to be moved".
        if word.folded == "to", index > 0, ["is", "are", "was", "were"].contains(words[index - 1].folded),
            index + 1 < words.count
        {
            return .planned
        }
        return nil
    }

    /// "Is supposed to open", "set to open", "about to open"; but "set to work".
    private static func isArranged(_ words: [ReadWord], _ index: Int) -> Bool {
        guard arrangements.contains(words[index].folded), index > 0, index + 1 < words.count,
            words[index + 1].folded == "to"
        else { return false }
        return words[max(0, index - 3)..<index].contains { forms.contains($0.folded) }
    }

    private static let arrangements: Set<String> = ["supposed", "set", "meant", "slated", "poised", "bound", "about"]
    private static let forms: Set<String> = [
        "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't",
    ]
    private static let hedges: Set<String> = [
        "may", "might", "could", "perhaps", "possibly", "maybe", "possible", "alleged", "allegedly", "alleges",
        "allege",
        "reportedly", "apparently", "rumoured", "rumored", "suspected", "potential", "potentially", "supposedly",
        "unconfirmed",
        "considering", "considers", "considered", "consider", "mulling", "whether", "if",
    ]
    private static let futures: Set<String> = [
        "will", "would", "shall", "won't", "wouldn't", "going", "'ll", "i'll", "we'll", "they'll", "you'd", "they'd",
    ]
    private static let wishes: Set<String> = Set(
        """
        hope want wish seek ask propose proposal suggest suggestion recommend recommendation urge demand call should ought aim
        bid request apply appeal invite campaign advocate idea favour draft
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })
    private static let plans: Set<String> = Set(
        """
        plan intend intention expect expectation due schedule forecast predict promise pledge vow likely probably target
        prepare ready agree estimate must need project
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })

    /// The first word of meaning behind a cue, within its clause.
    private static func head(_ words: [ReadWord], after cue: Int) -> Int? {
        var index = cue + 1
        while index < words.count, index <= cue + 6 {
            let word = words[index]
            if word.sentence != words[cue].sentence || word.before.contains(where: { ";:.()\u{2014}".contains($0) }) {
                return nil
            }
            if !word.isStopWord, !word.folded.hasSuffix("ly"), wishes.contains(word.stem) == false,
                plans.contains(word.stem) == false
            {
                return index
            }
            index += 1
        }
        return nil
    }
}
