import Crypto
public import Foundation

/// The tokenizer of BERT's models, all-MiniLM-L6-v2 among them: text → ids and places.
///
/// Cleans, lower-cases and strips accents (where the model knows no case), splits at white space and punctuation, then
/// takes the longest piece of the vocabulary again and again (Wu et al. 2016, "Google's Neural Machine Translation
/// System", section 4.1; Devlin et al. 2019). Ids equal those of Hugging Face's `BertTokenizerFast` for every scalar, with one deliberate difference: the
/// names of special tokens in a text (`[SEP]`, `[MASK]`) are text like any other. Retrieved text is data; it must not be
/// able to end a segment or to blank a word. (`tokenizers` does the same under `encode_special_tokens`.)
///
/// `[CLS]` and `[SEP]` are not added: that is the encoder's part. A value of this type is immutable and cheap to copy.
public struct WordPiece: ChunkTokenizer {
    /// SHA-256 of the vocabulary as a file of one piece a line, in hexadecimal.
    public let vocabularyHash: String
    /// Number of rows of the vocabulary.
    public let vocabularyCount: Int
    /// `[CLS]`, which begins a sequence.
    public let cls: Int32
    /// `[SEP]`, which ends a sequence.
    public let sep: Int32
    /// `[PAD]`, which fills a batch.
    public let pad: Int32
    /// `[UNK]`, for words that the vocabulary cannot spell and words of more than 100 scalars.
    public let unk: Int32

    /// Whether a model tells capitals and accents apart.
    public enum Casing: String, Sendable, Hashable {
        /// Letters become small and lose their accents (`do_lower_case`).
        case uncased
        /// Letters stay as they are.
        case cased
    }

    /// Whether this one does.
    public let casing: Casing
    let vocabulary: WordPieceVocabulary
    let folding: WordPieceFolding
    /// What each ASCII byte does; bytes from 128 on are ``ByteClass/wide``.
    let byteClasses: [ByteClass]

    enum ByteClass: UInt8 {
        case letter, space, punctuation, dropped, wide
    }

    /// `wordpiece:`, or `wordpiece-cased:`, and the beginning of ``vocabularyHash``.
    public var identifier: String {
        (casing == .uncased ? "wordpiece:" : "wordpiece-cased:") + vocabularyHash.prefix(8)
    }

    /// Reads a `vocab.txt`: one piece a line, its id the line's number from 0.
    ///
    /// Cost: about 5 ms for 30,000 pieces. Throws a ``BylineError`` where the file cannot be read or lacks a special
    /// token.
    public init(vocabulary url: URL, casing: Casing = .uncased) throws {
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw BylineError(
                .vocabularyUnreadable, "The vocabulary \(url.path) cannot be read.",
                remedy: "Fetch the model's files again, or name the folder that holds vocab.txt.", cause: error)
        }
        try self.init(file: data, name: url.path, casing: casing)
    }

    /// Takes the pieces as lines, the first with id 0; equal to a file of these lines, each ended by a line feed.
    ///
    /// Throws a ``BylineError`` where a special token is missing.
    public init(lines: [String], casing: Casing = .uncased) throws {
        try self.init(file: Data(lines.map { $0 + "\n" }.joined().utf8), name: "given", casing: casing)
    }

    private init(file: Data, name: String, casing: Casing) throws {
        guard file.count <= ByteTrie.maximumBytes else {
            throw BylineError(
                .vocabularyMalformed, "The vocabulary \(name) has \(file.count) bytes, which no vocabulary has.",
                remedy: "Use the vocab.txt that belongs to the model.")
        }
        self.casing = casing
        folding = casing == .uncased ? .uncased : .cased
        var vocabulary = WordPieceVocabulary(bytes: file.count, casing: casing)
        let count = file.withUnsafeBytes { Self.readLines($0, into: &vocabulary) }
        func special(_ piece: String) throws -> Int32 {
            guard let id = vocabulary.id(of: piece.utf8) else {
                throw BylineError(
                    .vocabularyMalformed, "The vocabulary \(name) lacks \(piece).",
                    remedy: "Use the vocab.txt that belongs to the model: one piece a line.")
            }
            return id
        }
        cls = try special("[CLS]")
        sep = try special("[SEP]")
        pad = try special("[PAD]")
        unk = try special("[UNK]")
        vocabularyHash = SHA256.hash(data: file).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        vocabularyCount = count
        self.vocabulary = vocabulary
        byteClasses = Self.byteClasses(of: folding)
    }

    /// Adds the piece of each line; how many lines there are. What stands behind the last line feed is one, unless it is
    /// empty.
    private static func readLines(_ file: UnsafeRawBufferPointer, into vocabulary: inout WordPieceVocabulary) -> Int {
        var (count, start) = (0, 0)
        while start < file.count {
            var end = start
            while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
            let isReturn = end > start && file[end - 1] == UInt8(ascii: "\r")
            let piece = UnsafeRawBufferPointer(rebasing: file[start..<(isReturn ? end - 1 : end)])
            if !piece.isEmpty { vocabulary.insert(piece, id: Int32(count)) }
            count += 1
            start = end + 1
        }
        return count
    }

    private static func byteClasses(of folding: WordPieceFolding) -> [ByteClass] {
        (0..<256).map { byte in
            guard byte < 128 else { return .wide }
            return switch folding[UInt32(byte)].effect {
            case .space: .space
            case .punctuation: .punctuation
            case .dropped, .barrier: .dropped
            default: .letter
            }
        }
    }

    /// The tokens of `text`, in order.
    public func encode(_ text: String) -> [Token] {
        var text = text
        var buffer = TokenBuffer()
        text.withUTF8 { encode($0, into: &buffer) }
        return buffer.tokens
    }

    /// Tokenizes UTF-8, replacing what `buffer` holds; ranges count from the buffer's first byte.
    ///
    /// Linear in the number of bytes, without allocation once `buffer` has grown. Bytes that are not UTF-8 vanish, as
    /// U+FFFD does.
    public func encode(_ utf8: UnsafeBufferPointer<UInt8>, into buffer: inout TokenBuffer) {
        buffer.tokens.removeAll(keepingCapacity: true)
        byteClasses.withUnsafeBufferPointer { classes in
            var position = 0
            while position < utf8.count {
                switch classes[Int(utf8[position])] {
                case .space, .dropped:
                    position += 1
                case .punctuation:
                    appendPieces(
                        UnsafeBufferPointer(rebasing: utf8[position...position]), at: position, to: &buffer.tokens)
                    position += 1
                case .letter:
                    position = appendWord(utf8, from: position, classes, to: &buffer)
                case .wide:
                    position = appendFoldedWord(utf8, from: position, to: &buffer)
                }
            }
        }
    }

    /// The number of tokens in UTF-8.
    public func count(_ utf8: UnsafeBufferPointer<UInt8>) -> Int {
        var buffer = TokenBuffer()
        encode(utf8, into: &buffer)
        return buffer.tokens.count
    }

    /// Where the tokens stand in UTF-8.
    public func tokenRanges(_ utf8: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var buffer = TokenBuffer()
        encode(utf8, into: &buffer)
        return buffer.tokens.map(\.bytes)
    }
}

extension BylineError.Code {
    /// A vocabulary is missing or cannot be read.
    public static let vocabularyUnreadable: Self = "vocabulary-unreadable"
    /// A file is not the vocabulary of a BERT model.
    public static let vocabularyMalformed: Self = "vocabulary-malformed"
}
