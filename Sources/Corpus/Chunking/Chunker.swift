/// Cuts articles into chunks: whole sentences, bounded in tokens, overlapping by whole sentences.
///
/// - A chunk, a title of at most ``Chunking/titleLimit`` tokens and two special tokens never exceed
///   ``Chunking/maximumTokens``.
/// - A sentence that fits is never split. One that does not is cut between words; a word that does not fit, between tokens.
///   In this reckoning a token counts for at most ``scalarsPerToken`` scalars, so that no chunk is endless where a
///   tokenizer sees one unknown word.
/// - The end of a chunk is repeated at the start of the next: as many whole sentences as ``Chunking/overlapTokens`` allow, never
///   all of a chunk, and never a part of a cut sentence.
/// - Lengths are balanced, and ends of paragraphs preferred as boundaries where that costs little (``ChunkPacking``).
///
/// Every scalar that is not white space is in a chunk; an article of white space has none. Equal articles give equal
/// chunks everywhere. Linear in the length of the text: each sentence is tokenized once.
public struct Chunker: Sendable {
    /// Scalars for which one token counts at most. English news has four or five.
    public static let scalarsPerToken = 16

    /// What the chunks belong to.
    public let chunking: Chunking
    private let tokenizer: any ChunkTokenizer
    private let splitter = SentenceSplitter()

    /// A chunker by `chunking`, whose tokenizer must be `tokenizer`.
    ///
    /// Throws a ``BylineError`` where the chunking is another tokenizer's or revision's, or its limits leave no room: at least
    /// 16 tokens, of which the overlap is at most a quarter.
    public init(tokenizer: any ChunkTokenizer, chunking: Chunking) throws {
        guard chunking.tokenizer == tokenizer.identifier else {
            throw BylineError(
                .chunkingMismatch,
                "The chunking \(chunking.identifier) cannot be made with the tokenizer \(tokenizer.identifier).",
                remedy: "Use the vocabulary that the corpus was chunked with, or chunk it anew.")
        }
        guard chunking.revision == Chunking.revision else {
            throw BylineError(
                .chunkingMismatch,
                "The chunking \(chunking.identifier) is of another revision than this program's, r\(Chunking.revision).",
                remedy: "Chunk the corpus anew, or use the program that chunked it.")
        }
        guard chunking.maximumTokens >= 16, 0...chunking.maximumTokens / 4 ~= chunking.overlapTokens else {
            throw BylineError(
                .chunkingLimits, "The chunking \(chunking.identifier) leaves no room for text.",
                remedy: "Allow at least 16 tokens, and an overlap of at most a quarter of them.")
        }
        self.tokenizer = tokenizer
        self.chunking = chunking
    }

    /// The chunks of an article, in order.
    public func chunks(of article: Article) -> [Chunk] {
        let limit = chunking.textLimit(titleTokens: tokenizer.count(article.title))
        let sentences = splitter.sentences(of: article.text)
        var text = article.text
        return text.withUTF8 { utf8 in
            let cutter = SentenceCutter(
                utf8: utf8, tokenizer: tokenizer, limit: limit, scalarsPerToken: Self.scalarsPerToken)
            let pieces = sentences.flatMap { cutter.pieces(of: $0) }
            let packing = ChunkPacking(limit: limit, overlap: chunking.overlapTokens)
            return packing.pack(pieces, endsParagraph: endsOfParagraphs(pieces, in: utf8)).enumerated()
                .map { ordinal, group in chunk(pieces[group], ordinal: ordinal, of: article, utf8) }
        }
    }

    /// For each piece, whether a line ends between it and the next.
    private func endsOfParagraphs(_ pieces: [SentencePiece], in utf8: UnsafeBufferPointer<UInt8>) -> [Bool] {
        pieces.indices.map { index in
            guard index + 1 < pieces.count else { return true }
            return utf8[pieces[index].span.bytes.upperBound..<pieces[index + 1].span.bytes.lowerBound]
                .contains(UInt8(ascii: "\n"))
        }
    }

    private func chunk(
        _ pieces: ArraySlice<SentencePiece>, ordinal: Int, of article: Article, _ utf8: UnsafeBufferPointer<UInt8>
    ) -> Chunk {
        let first = pieces[pieces.startIndex].span
        let last = pieces[pieces.endIndex - 1].span
        let span = TextSpan(
            scalars: first.scalars.lowerBound..<last.scalars.upperBound,
            bytes: first.bytes.lowerBound..<last.bytes.upperBound)
        let id = ChunkID(hashing: [
            article.id.rawValue, article.version.rawValue, chunking.identifier, String(span.scalars.lowerBound),
            String(span.scalars.upperBound),
        ])
        return Chunk(
            id: id, ordinal: ordinal, span: span,
            text: String(decoding: UnsafeBufferPointer(rebasing: utf8[span.bytes]), as: UTF8.self),
            sentences: pieces.map(\.span), tokenCount: pieces.reduce(0) { $0 + $1.tokens })
    }
}

extension BylineError.Code {
    /// A chunking was made by another tokenizer or revision than the one at hand.
    public static let chunkingMismatch: Self = "chunking-mismatch"
    /// The limits of a chunking cannot be kept.
    public static let chunkingLimits: Self = "chunking-limits"
}
