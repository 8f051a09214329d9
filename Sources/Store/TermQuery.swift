/// What is asked of the words of a corpus.
///
/// Terms are plain words, never query syntax; they are cut and folded as `Words` does it, and one that is cut into several
/// words is a phrase: it matches where the text, or the title, has them in a row. A term counts once, however often it is
/// asked for.
public struct TermQuery: Sendable, Hashable {
    public var terms: [String]
    /// Chunks wanted; 0 or less asks for the statistics alone.
    public var limit: Int
    /// Which of the terms a chunk must have.
    public var match: Match

    /// Which of its terms a query demands of a chunk.
    public enum Match: Sendable {
        case any
        case all
    }

    public init(terms: [String], limit: Int, match: Match = .any) {
        self.terms = terms
        self.limit = limit
        self.match = match
    }
}
