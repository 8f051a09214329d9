/// A word that says how far a statement reaches, and what it says so of.
struct ScopeMention: Sendable, Hashable {
    let scope: Scope
    let place: Int
    /// The first words of meaning that it stands with.
    let matter: [Int]
}

/// Finds the words of a text that say how far something reaches, without those that only look so: "at all", "in all", "the first of May",
/// "the First Minister", "most recent", "every second patient".
enum ScopeReader {
    static func mentions(in words: [ReadWord]) -> [ScopeMention] {
        words.indices.compactMap { index in
            scope(words, index).map { ScopeMention(scope: $0, place: index, matter: matter(words, index)) }
        }
    }

    private static func scope(_ words: [ReadWord], _ index: Int) -> Scope? {
        let word = words[index]
        // A part of a name or a title.
        if word.isCapitalised, !word.opens || isTitle(words, index) { return nil }
        switch word.folded {
        case "only", "solely", "exclusively", "sole", "alone": return isOnly(words, index) ? .only : nil
        case "all", "everyone", "everybody", "everything", "every", "each", "always", "whole", "entire", "entirely",
            "unanimous", "unanimously":
            return isAll(words, index) ? .all : nil
        case "nobody", "nowhere", "never", "ever", "no", "not": return negative(words, index)
        case "first": return isFirst(words, index) ? .first : nil
        case "most", "majority": return most(words, index)
        case "than": return compared(words, index)
        case "record":
            return ["a", "the", "its"].contains(form(words, index - 1)) && isNoun(words, index + 1) ? .greatest : nil
        default: return Scope.isSuperlative(word) && isOfOne(words, index) ? .greatest : nil
        }
    }

    /// "All Saints", "First Bridge" at the beginning of a sentence.
    private static func isTitle(_ words: [ReadWord], _ index: Int) -> Bool {
        ["all", "first", "whole"].contains(words[index].folded) && index + 1 < words.count
            && words[index + 1].isCapitalised
    }

    private static func isOnly(_ words: [ReadWord], _ index: Int) -> Bool {
        let (before, next) = (form(words, index - 1), form(words, index + 1))
        switch words[index].folded {
        case "alone":
            return before != "not"
                && !words[max(0, index - 4)..<index].contains { solitary.contains($0.folded) }
        case "sole", "solely", "exclusively": return true
        default: break
        }
        // What is called little, or late, is no less than it is; and "only" before a verb is said lightly.
        guard !slight.contains(next), index + 1 < words.count, !words[index + 1].isNumeric,
            NumberWords.cardinals[next] == nil
        else { return false }
        return before == "the" || before == "and" && form(words, index - 2) == "one" || words[index].opens
            || words[index + 1].isCapitalised || determiners.contains(next)
            || ["those", "these", "people"].contains(next)
    }

    private static func isAll(_ words: [ReadWord], _ index: Int) -> Bool {
        let (before, next) = (form(words, index - 1), form(words, index + 1))
        if ["not", "nearly", "almost", "virtually", "practically"].contains(before) { return false }
        switch words[index].folded {
        case "all":
            if ["at", "after", "above"].contains(before) || auxiliaries.contains(before) { return false }
            if ["in", "for"].contains(before), !isNoun(words, index + 1) { return false }
            if before == "of" && next == "things" || next == "the" && form(words, index + 2) == "same" { return false }
            if next == "over" { return form(words, index + 2) != "again" }
            return ![
                "but", "right", "along", "too", "day", "night", "week", "weekend", "year", "summer", "winter", "told",
            ].contains(next)
        case "every", "each":
            return next != "other" && !periods.contains(next) && NumberWords.cardinals[next] == nil
                && NumberWords.ordinals[next] == nil && !(index + 1 < words.count && words[index + 1].isNumeric)
        case "whole": return before != "a" && !["on", "as"].contains(form(words, index - 2))
        default: return true
        }
    }

    /// "Nobody", "not a single", "had never", "no mayor has ever", "no reason other than".
    private static func negative(_ words: [ReadWord], _ index: Int) -> Scope? {
        let next = form(words, index + 1)
        switch words[index].folded {
        case "nobody", "nowhere": return Scope.none
        case "never": return .ever
        case "ever": return form(words, index - 1) == "if" ? nil : .ever
        case "not": return next == "one" || next == "a" && form(words, index + 2) == "single" ? Scope.none : nil
        default:
            if next == "one" { return Scope.none }
            let behind = words[index...].dropFirst().prefix(4).map(\.folded)
            return zip(behind, behind.dropFirst()).contains { $0 == "other" && $1 == "than" } ? .only : nil
        }
    }

    private static func isFirst(_ words: [ReadWord], _ index: Int) -> Bool {
        let (before, next) = (form(words, index - 1), form(words, index + 1))
        if next == "time" { return before == "the" && ["for", "is", "was"].contains(form(words, index - 2)) }
        guard determiners.contains(before) || isPossessive(words, index - 1), form(words, index - 2) != "at" else {
            return false
        }
        // The first of several that are counted, and what is a step of something.
        return !steps.contains(next) && NumberWords.cardinals[next] == nil && isNoun(words, index + 1)
            && !words.contains { ["second", "third", "last"].contains($0.folded) }
    }

    private static func most(_ words: [ReadWord], _ index: Int) -> Scope? {
        let (before, next) = (form(words, index - 1), form(words, index + 1))
        if words[index].folded == "majority" { return .most }
        if before == "at" || ["recent", "recently", "likely", "probably", "other", "others", "part"].contains(next) {
            return nil
        }
        if before == "the" || isPossessive(words, index - 1) || before == "its" { return .greatest }
        return next == "of" || isNoun(words, index + 1) && next.hasSuffix("s") ? .most : nil
    }

    /// "Higher than in any", "more than ever".
    private static func compared(_ words: [ReadWord], _ index: Int) -> Scope? {
        words[index...].dropFirst().prefix(3).contains { ["any", "ever", "anyone", "anybody"].contains($0.folded) }
            ? .greatest : nil
    }

    /// "The longest", "the city's oldest", but not "at their best" or "the next highest".
    private static func isOfOne(_ words: [ReadWord], _ index: Int) -> Bool {
        if ["next", "second", "third", "at"].contains(form(words, index - 1)) { return false }
        return (max(0, index - 3)..<index).contains { place in
            words[place].sentence == words[index].sentence
                && (determiners.contains(words[place].folded) || isPossessive(words, place))
        }
    }

    /// The words of meaning behind it in its clause; before it, where none stands there.
    private static func matter(_ words: [ReadWord], _ index: Int) -> [Int] {
        var found: [Int] = []
        for place in index + 1..<max(index + 1, min(words.count, index + 7)) {
            guard words[place].sentence == words[index].sentence,
                !words[place].before.contains(where: { ",;:.()".contains($0) })
            else { break }
            if !words[place].isStopWord { found.append(place) }
        }
        guard found.isEmpty || words[index].folded == "alone" else { return Array(found.prefix(2)) }
        return (max(0, index - 5)..<index).filter {
            words[$0].sentence == words[index].sentence && !words[$0].isStopWord
        }
        .suffix(2)
    }

    private static func form(_ words: [ReadWord], _ index: Int) -> String {
        words.indices.contains(index) ? words[index].folded : ""
    }

    private static func isPossessive(_ words: [ReadWord], _ index: Int) -> Bool {
        guard words.indices.contains(index) else { return false }
        return ["'s", "\u{2019}s", "s'", "s\u{2019}"].contains { words[index].written.hasSuffix($0) }
    }

    /// A word of meaning, or one that leads to it, in the same clause.
    private static func isNoun(_ words: [ReadWord], _ index: Int) -> Bool {
        guard words.indices.contains(index), words[index].before == " " || words[index].isJoined else { return false }
        return !words[index].isStopWord || determiners.contains(words[index].folded)
            || ["of", "those", "these"].contains(words[index].folded)
    }

    private static let determiners: Set<String> = ["the", "its", "their", "his", "her", "our", "my", "whose"]
    private static let solitary: Set<String> = [
        "let", "leave", "left", "stand", "live", "lives", "lived", "go", "home",
    ]
    private static let auxiliaries: Set<String> = [
        "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can", "could", "do", "did",
    ]
    private static let slight: Set<String> = [
        "then", "when", "after", "until", "till", "once", "if", "because", "as", "to", "too", "now", "recently",
        "later", "a",
        "an", "partly", "half", "on", "by", "at", "in", "since", "slightly", "just",
    ]
    private static let periods: Set<String> = [
        "day", "week", "month", "year", "morning", "evening", "night", "hour", "minute", "time", "summer", "winter",
        "spring",
        "autumn", "few",
    ]
    private static let steps: Set<String> = [
        "of", "quarter", "round", "half", "floor", "minister", "class", "aid", "place", "prize", "instance", "stage",
        "phase",
        "draft", "reading", "night", "day", "days", "week", "weeks", "month", "months", "year", "years", "hour",
        "hours",
        "minutes", "name", "thing", "deputy", "vice", "hand", "page", "part", "step", "one", "shift", "question",
        "paragraph",
        "chapter",
    ]
}
