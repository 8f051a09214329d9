/// What is asked of the words of a corpus.
///
/// Terms are plain words, never query syntax; they are cut and folded as `Words` does it, and one that is cut into several
/// words matches where the text, or the title, has all of them. A term counts once, however often it is asked for.
public struct TermQuery: Sendable, Hashable {
    public var terms: [String]
    /// Chunks wanted; 0 or less asks for the statistics alone.
    public var limit: Int

    public init(terms: [String], limit: Int) {
        self.terms = terms
        self.limit = limit
    }
}
