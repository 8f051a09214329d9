/// Denials that draw a line, and that another text may draw without one: "no shift of more than ten hours" is one of at most
/// ten, "not gone until Friday" is gone then, "nowhere better" is the best, "nobody else" leaves one only.
enum NegationLines {
    /// Whether the negating word at `cue` does no more than that.
    static func draws(_ words: [ReadWord], _ cue: Int) -> Bool {
        let clause = clause(words, behind: cue)
        guard let first = clause.first else { return false }
        if ["even", "quite", "all", "every", "everyone", "everybody", "everything", "always"].contains(
            words[first].folded),
            words[first].folded != "even" || clause.contains(where: { isFigure(words[$0]) })
        {
            return true
        }
        if clause.prefix(3).contains(where: { ["else", "other", "others"].contains(words[$0].folded) }) { return true }
        if clause.contains(where: { ["until", "till", "before"].contains(words[$0].folded) }) { return true }
        // "Then nothing for a long time" is a long quiet.
        if isAbsolute(words, cue), words[first].folded == "for" { return true }
        if isAbsolute(words, cue), clause.prefix(4).contains(where: { comparatives.contains(words[$0].folded) }) {
            return true
        }
        return clause.contains { place in
            bounds.contains(words[place].folded)
                && (["beyond", "over"].contains(words[place].folded)
                    || words[(place + 1)..<min(words.count, place + 4)].contains { $0.folded == "than" })
        }
    }

    /// Whether it only waits for something: "not gone until Friday".
    static func waits(_ words: [ReadWord], _ cue: Int) -> Bool {
        clause(words, behind: cue).prefix(6).contains { words[$0].folded == "until" }
    }

    /// The words from the cue to the end of what it can deny.
    private static func clause(_ words: [ReadWord], behind cue: Int) -> [Int] {
        var places: [Int] = []
        for index in (cue + 1)..<max(cue + 1, min(words.count, cue + 10)) {
            guard words[index].sentence == words[cue].sentence,
                !words[index].before.contains(where: { ",;:.()\u{2014}\u{2013}".contains($0) }),
                !["and", "but", "while", "because", "although"].contains(words[index].folded)
            else { break }
            places.append(index)
        }
        return places
    }

    private static func isFigure(_ word: ReadWord) -> Bool {
        word.isNumeric || NumberWords.cardinals[word.folded] != nil || NumberWords.parts[word.folded] != nil
    }

    /// "Nobody", "nowhere", "never", "no one": with a comparative behind it the most of all.
    private static func isAbsolute(_ words: [ReadWord], _ cue: Int) -> Bool {
        if words[cue].folded == "no" { return cue + 1 < words.count && words[cue + 1].folded == "one" }
        return ["nothing", "nobody", "nowhere", "never", "none"].contains(words[cue].folded)
    }

    private static let bounds: Set<String> = [
        "more", "less", "fewer", "longer", "shorter", "higher", "lower", "later", "earlier", "greater", "bigger",
        "larger",
        "smaller", "faster", "slower", "further", "farther", "beyond", "over",
    ]
    private static let comparatives = bounds.union([
        "better", "worse", "cheaper", "dearer", "stronger", "weaker", "nearer", "easier", "harder", "closer", "busier",
        "happier", "finer", "older", "younger",
    ])
}
