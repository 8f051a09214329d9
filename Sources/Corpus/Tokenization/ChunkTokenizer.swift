/// Counts the tokens of texts, for cutting articles into chunks of bounded length.
///
/// Not the tokenizer of an embedder, though it can be the same one: a remote embedder has none that could be asked.
///
/// Conforming types promise three things on which ``Chunker`` relies. White space gives no token, and no token spans it:
/// the tokens of two texts joined by white space are the tokens of the one, then those of the other. The same holds
/// around a mark that ends a sentence. Cost is linear in the length of the text.
public protocol ChunkTokenizer: Sendable {
    /// Name with a hash of all that determines the tokens, for example `wordpiece:07eced37`.
    var identifier: String { get }

    /// The number of tokens in well-formed UTF-8, without special tokens.
    func count(_ utf8: UnsafeBufferPointer<UInt8>) -> Int

    /// Where the tokens stand in well-formed UTF-8, in order: ranges of bytes, on boundaries of scalars.
    ///
    /// Two tokens can share a range, where one scalar gives several.
    func tokenRanges(_ utf8: UnsafeBufferPointer<UInt8>) -> [Range<Int>]
}

extension ChunkTokenizer {
    /// The number of tokens in `text`, without special tokens.
    public func count(_ text: String) -> Int {
        var text = text
        return text.withUTF8 { count($0) }
    }

    /// Where the tokens stand in `text`, in order: ranges of UTF-8 bytes, on boundaries of scalars.
    public func tokenRanges(_ text: String) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { tokenRanges($0) }
    }
}
