/// A place in an article's text, in both units that Byline uses.
///
/// `scalars` counts Unicode scalars (what the API shows), `bytes` counts UTF-8 bytes (what the store slices by).
public struct TextSpan: Sendable, Hashable, Codable {
    public var scalars: Range<Int>
    public var bytes: Range<Int>

    public init(scalars: Range<Int>, bytes: Range<Int>) {
        self.scalars = scalars
        self.bytes = bytes
    }
}

/// A passage of one version of an article: whole sentences, short enough to be encoded at once.
public struct Chunk: Sendable, Hashable, Codable {
    public let id: ChunkID
    /// Position among the article's chunks, from 0.
    public let ordinal: Int
    /// Where it stands: `article.text[span]` is ``text``, exactly.
    public let span: TextSpan
    public let text: String
    /// The sentences of the chunk, in order; their spans are places in the *article's* text.
    public let sentences: [TextSpan]
    /// Tokens of ``text`` by the chunking's tokenizer, without the title and without special tokens.
    public let tokenCount: Int

    public init(id: ChunkID, ordinal: Int, span: TextSpan, text: String, sentences: [TextSpan], tokenCount: Int) {
        self.id = id
        self.ordinal = ordinal
        self.span = span
        self.text = text
        self.sentences = sentences
        self.tokenCount = tokenCount
    }
}
