public import Corpus

/// Words that speak of texts rather than of the world: "the article reports", "according to the coverage".
///
/// They tell which passage is meant, not what it says, so they count less than the other words of a question.
public enum FrameWords {
    /// How much such a word counts beside any other.
    static let weight: Float = 0.4

    /// Whether a word, by its stem, is one.
    public static func contains(_ word: Word) -> Bool { stems.contains(word.stem) }

    private static let stems: Set<String> = Set(
        """
        article report reporting publish published publication source coverage cover mention discuss suggest claim
        indicate attribute highlight detail describe news story post piece same individual person figure company
        organization organisation subject known involve involving associate regarding concern concerning related
        consistent inconsistent consistency inconsistency remain portray portrayal narrative respectively different
        vs versus similar change agree disagree compare comparison subsequent previous focus discussion issue question
        """.split(whereSeparator: \.isWhitespace).map { Stemmer.stem(String($0)) })
}
