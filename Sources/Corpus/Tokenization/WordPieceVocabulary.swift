/// The pieces of a WordPiece vocabulary, for greedy longest match on UTF-8 bytes.
///
/// A trie with two roots: pieces that begin a word, and pieces that continue one (`##` in the vocabulary).
struct WordPieceVocabulary: Sendable {
    /// Where a match begins.
    enum Root: UInt32 {
        case wordStart = 0
        case continuation = 1
    }

    private var trie: ByteTrie

    /// What makes a capital of ASCII a small letter; zero where capitals stay.
    private let smallLetterBit: UInt8

    /// An empty vocabulary; `bytes` is how long all pieces are together, roughly.
    init(bytes: Int = 0, casing: WordPiece.Casing = .uncased) {
        smallLetterBit = casing == .uncased ? 0x20 : 0
        trie = ByteTrie(bytes: bytes, roots: 2)
    }

    /// Adds a piece, `##` included where it continues a word. Of equal pieces the last counts.
    mutating func insert(_ piece: some Collection<UInt8>, id: Int32) {
        let marker = UInt8(ascii: "#")
        let continues = piece.count > 2 && piece.starts(with: [marker, marker])
        let root: Root = continues ? .continuation : .wordStart
        trie.insert(piece.dropFirst(continues ? 2 : 0), id: id, root: root.rawValue)
    }

    /// The longest piece at the beginning of `word`, its id and length in bytes; without case, capitals of ASCII count as
    /// small letters.
    @inline(__always)
    func longestMatch(_ word: UnsafeBufferPointer<UInt8>, from start: Int, root: Root) -> (id: Int32, length: Int)? {
        var best: (id: Int32, length: Int)?
        let bit = smallLetterBit
        trie.matches(in: word, from: start, root: root.rawValue) { byte in
            byte &- UInt8(ascii: "A") < 26 ? byte | bit : byte
        } _: { id, length in
            best = (id, length)
        }
        return best
    }

    /// The id of exactly `piece`, without `##`, at the beginning of a word.
    func id(of piece: some Collection<UInt8>) -> Int32? { trie.id(of: piece) }
}
