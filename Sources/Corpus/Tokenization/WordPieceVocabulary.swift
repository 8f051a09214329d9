/// The pieces of a WordPiece vocabulary, for greedy longest match on UTF-8 bytes.
///
/// A trie whose edges lie in one open-addressing table: a step costs one probe, mostly, and a match is found in one
/// pass over its bytes. Two roots: pieces that begin a word, and pieces that continue one (`##` in the vocabulary).
struct WordPieceVocabulary: Sendable {
    /// Where a match begins.
    enum Root: UInt32 {
        case wordStart = 0
        case continuation = 1
    }

    /// Key (node and byte) and child of each edge; child 0 is an empty slot, since no edge leads to a root.
    private var slots: [(key: UInt32, child: UInt32)]
    private var shift: UInt32
    private var edgeCount = 0
    /// Id of the piece that ends at a node, or -1.
    private var ids: [Int32] = [-1, -1]

    /// More bytes than any vocabulary has, so that nodes can be numbered in the upper 24 bits of a key.
    static let maximumBytes = 1 << 24 - 2

    /// What makes a capital of ASCII a small letter; zero where capitals stay.
    private let smallLetterBit: UInt8

    /// An empty vocabulary; `bytes` is how long all pieces are together, roughly, so that its table need not grow often.
    init(bytes: Int = 0, casing: WordPiece.Casing = .uncased) {
        smallLetterBit = casing == .uncased ? 0x20 : 0
        // Pieces share beginnings: natural vocabularies have an edge for every second byte, about.
        let bits = UInt32(min(max(Int.bitWidth - max(bytes - 1, 0).leadingZeroBitCount, 10), 24))
        slots = Array(repeating: (0, 0), count: 1 << bits)
        shift = 32 - bits
        ids.reserveCapacity(bytes / 2)
    }

    /// Adds a piece, `##` included where it continues a word. Of equal pieces the last counts.
    mutating func insert(_ piece: some Collection<UInt8>, id: Int32) {
        let marker = UInt8(ascii: "#")
        let continues = piece.count > 2 && piece.starts(with: [marker, marker])
        var node = continues ? Root.continuation.rawValue : Root.wordStart.rawValue
        for byte in piece.dropFirst(continues ? 2 : 0) {
            node = child(of: node, byte) ?? addEdge(from: node, byte)
        }
        ids[Int(node)] = id
    }

    /// The longest piece at the beginning of `word`, its id and length in bytes; without case, capitals of ASCII count as
    /// small letters.
    @inline(__always)
    func longestMatch(_ word: UnsafeBufferPointer<UInt8>, from start: Int, root: Root) -> (id: Int32, length: Int)? {
        var node = root.rawValue
        var best: (id: Int32, length: Int)?
        var position = start
        slots.withUnsafeBufferPointer { slots in
            ids.withUnsafeBufferPointer { ids in
                while position < word.count {
                    let next = Self.probe(slots, shift: shift, Self.key(node, folded(word[position])))
                    guard next.child != 0 else { return }
                    node = next.child
                    position += 1
                    let id = ids[Int(node)]
                    if id >= 0 { best = (id, position - start) }
                }
            }
        }
        return best
    }

    /// The id of exactly `piece`, without `##`, at the beginning of a word.
    func id(of piece: some Collection<UInt8>) -> Int32? {
        var node = Root.wordStart.rawValue
        for byte in piece {
            guard let next = child(of: node, byte) else { return nil }
            node = next
        }
        let id = ids[Int(node)]
        return id >= 0 ? id : nil
    }

    @inline(__always)
    private func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | smallLetterBit : byte
    }

    @inline(__always)
    private static func key(_ node: UInt32, _ byte: UInt8) -> UInt32 { node << 8 | UInt32(byte) }

    /// The slot of `key`: filled, or the empty one where it would go.
    @inline(__always)
    private static func probe(
        _ slots: UnsafeBufferPointer<(key: UInt32, child: UInt32)>, shift: UInt32, _ key: UInt32
    ) -> (slot: Int, child: UInt32) {
        var slot = Int((key &* 0x9E37_79B1) >> shift)
        while slots[slot].child != 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
        return (slot, slots[slot].child)
    }

    private func child(of node: UInt32, _ byte: UInt8) -> UInt32? {
        let found = slots.withUnsafeBufferPointer { Self.probe($0, shift: shift, Self.key(node, byte)) }
        return found.child == 0 ? nil : found.child
    }

    private mutating func addEdge(from node: UInt32, _ byte: UInt8) -> UInt32 {
        if edgeCount * 2 >= slots.count { grow() }
        let child = UInt32(ids.count)
        ids.append(-1)
        place(Self.key(node, byte), child)
        edgeCount += 1
        return child
    }

    private mutating func place(_ key: UInt32, _ child: UInt32) {
        let found = slots.withUnsafeBufferPointer { Self.probe($0, shift: shift, key) }
        slots[found.slot] = (key, child)
    }

    private mutating func grow() {
        let filled = slots.filter { $0.child != 0 }
        slots = Array(repeating: (0, 0), count: slots.count * 2)
        shift -= 1
        for edge in filled { place(edge.key, edge.child) }
    }
}
