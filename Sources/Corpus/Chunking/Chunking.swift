/// How articles are cut: what a chunk belongs to, independent of any embedder.
///
/// Two chunkings are the same when their ``identifier`` is, and then give the same chunks for the same article.
public struct Chunking: Sendable, Hashable, Codable {
    /// Revision of the sentence splitter and of the packing of sentences into chunks.
    public static let revision = 1

    /// The revision by which the chunks were cut.
    public let revision: Int
    /// Name of the tokenizer that counts, with a hash of its vocabulary, for example `wordpiece:07eced37`.
    public let tokenizer: String
    /// Limit of a chunk with its title and the two special tokens of the encoder.
    public let maximumTokens: Int
    /// At most so many tokens of whole sentences at a chunk's end are repeated at the start of the next.
    public let overlapTokens: Int

    /// A chunking by `tokenizer`, a ``ChunkTokenizer/identifier``.
    public init(tokenizer: String, maximumTokens: Int = 256, overlapTokens: Int = 32, revision: Int = Self.revision) {
        self.revision = revision
        self.tokenizer = tokenizer
        self.maximumTokens = maximumTokens
        self.overlapTokens = overlapTokens
    }

    /// For example `wordpiece:07eced37/256+32/r1`.
    public var identifier: String { "\(tokenizer)/\(maximumTokens)+\(overlapTokens)/r\(revision)" }

    /// How many tokens of a title count: a quarter of ``maximumTokens``.
    ///
    /// Whoever encodes a chunk with its title cuts the *title* to so many tokens, from its end, and never the text: the
    /// chunker leaves room for the rest, ``textLimit(titleTokens:)``.
    public var titleLimit: Int { maximumTokens / 4 }

    /// How many tokens of text a chunk has at most beside a title of `titleTokens` and the two special tokens.
    public func textLimit(titleTokens: Int) -> Int { maximumTokens - 2 - min(titleTokens, titleLimit) }
}
