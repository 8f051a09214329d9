import Corpus

/// The words of a question that carry its meaning.
public enum QuestionTerms {
    /// Most terms that a search uses; a longer question keeps its first ones.
    public static let limit = 64

    /// Words without stop words, folded, each once, in order.
    public static func terms(of question: String) -> [String] {
        var seen: Set<String> = []
        return meaningful(Words.words(in: question)).map(\.folded).filter { seen.insert($0).inserted }
            .prefix(limit).map { $0 }
    }

    /// Words without stop words. A question of stop words alone ("Who is it?") keeps them all, so that it still can be
    /// searched for.
    static func meaningful(_ words: [Word]) -> [Word] {
        let meaningful = words.filter { !$0.isStopWord }
        return meaningful.isEmpty ? words : meaningful
    }
}
