/// How far a word says that something reaches.
enum Scope: Sendable, Hashable {
    /// To this and nothing else.
    case only
    case all
    case none
    /// At all times, or at none.
    case ever
    case first
    case greatest
    case most

    /// Whether the word at a place may say the same. Wide, since "each", "nobody", "in full" and "throughout" can all tell an "all".
    func isTold(in words: [ReadWord], at index: Int) -> Bool {
        let form = words[index].folded
        switch self {
        case .only: return Self.onlyWords.contains(form) || Self.isOther(words, index)
        case .all: return Self.isAll(words, index)
        case .none, .ever:
            return Self.isAll(words, index) || NegationReader.isNegative(form) || Self.isSuperlative(words[index])
                || Self.everWords.contains(form)
        case .first: return Self.firstWords.contains(form) || Self.isSuperlative(words[index])
        case .greatest: return Self.greatestWords.contains(form) || Self.isSuperlative(words[index])
        case .most: return Self.mostWords.contains(form)
        }
    }

    /// "Longest", "best": by its ending, or as one of those that have none.
    static func isSuperlative(_ word: ReadWord) -> Bool {
        let form = word.folded
        if ["best", "worst", "most", "least", "utmost", "foremost"].contains(form) { return true }
        return form.hasSuffix("est") && form.utf8.count > 4 && !otherEndings.contains(form)
    }

    /// Words that say of some only what another text says of all.
    static func isPartial(_ word: ReadWord) -> Bool { partialWords.contains(word.folded) }

    /// A word for all, and not in "all the same" or "after all".
    static func isAll(_ words: [ReadWord], _ index: Int) -> Bool {
        let word = words[index]
        guard word.folded == "all" else { return allWords.contains(word.folded) || word.folded.hasSuffix("n't") }
        if index > 0, ["after", "above"].contains(words[index - 1].folded) { return false }
        guard index + 2 < words.count else { return true }
        return !(words[index + 1].folded == "the" && words[index + 2].folded == "same")
            && words[index + 1].folded != "but"
    }

    /// "No other", "nothing else", "nothing but".
    private static func isOther(_ words: [ReadWord], _ index: Int) -> Bool {
        guard ["no", "nothing", "nobody", "none", "one"].contains(words[index].folded), index + 1 < words.count else {
            return false
        }
        return ["other", "else", "but", "except"].contains(words[index + 1].folded)
    }

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }

    private static let otherEndings = words(
        """
        test contest rest west forest interest protest request harvest guest honest modest arrest invest suggest manifest chest
        priest tempest northwest southwest midwest digest latest earliest quest crest conquest inquest behest attest detest
        unrest zest infest ingest molest disinterest reinvest dishonest
        """)
    private static let onlyWords = words(
        """
        only sole solely exclusively alone single singly lone one unless until nobody none unique uniquely last
        """)
    private static let allWords = words(
        """
        all every each everyone everybody everything everywhere whole entire entirely full fully any anyone anybody anything
        anywhere both either neither none no nobody nothing nowhere never always throughout complete completely total totally altogether
        unanimous unanimously wholly cannot without together whatever whoever wherever whenever across rest
        """)
    private static let everWords = words("ever first again record only still empty zero unprecedented")
    private static let firstWords = words(
        """
        first never new newly opening opened initial initially original originally debut maiden inaugural unprecedented previously
        earliest before began begun start starts started launch launched founded early yet
        """)
    private static let greatestWords = words(
        """
        record top peak height never ever nobody nothing none no winner won beat beaten leads lead led leading unmatched unrivalled
        unprecedented main mainly maximum minimum bottom head above leader favourite champion than
        """)
    private static let mostWords = words(
        """
        most majority mostly mainly largely bulk predominantly chiefly all every everyone everybody nearly almost half main
        generally overwhelming overwhelmingly widely
        """)
    private static let partialWords = words(
        "some several many most mostly mainly largely half few partly certain average")
}
