/// Texts with ids, for finding those that stand at the beginning of other UTF-8 bytes.
///
/// A trie whose edges lie in one open-addressing table: a step costs one probe, mostly, and all matches are found in one
/// pass over their bytes. It can have several roots, which share the table.
struct ByteTrie: Sendable {
    /// Key (node and byte) and child of each edge; child 0 is an empty slot, since no edge leads to a root.
    private var slots: [(key: UInt32, child: UInt32)]
    private var shift: UInt32
    private var edgeCount = 0
    /// Id of the text that ends at a node, or -1.
    private var ids: [Int32]

    /// More bytes than any vocabulary has, so that nodes can be numbered in the upper 24 bits of a key.
    static let maximumBytes = 1 << 24 - 2

    /// An empty trie with roots 0 to `roots` - 1; `bytes` is how long all texts are together, roughly, so that its table
    /// need not grow often.
    init(bytes: Int, roots: UInt32 = 1) {
        // Texts share beginnings: natural vocabularies have an edge for every second byte, about.
        let bits = UInt32(min(max(Int.bitWidth - max(bytes - 1, 0).leadingZeroBitCount, 10), 24))
        slots = Array(repeating: (0, 0), count: 1 << bits)
        shift = 32 - bits
        ids = Array(repeating: -1, count: Int(roots))
        ids.reserveCapacity(bytes / 2)
    }

    /// Adds a text below a root. Of equal texts the last counts.
    mutating func insert(_ text: some Collection<UInt8>, id: Int32, root: UInt32 = 0) {
        var node = root
        for byte in text { node = child(of: node, byte) ?? addEdge(from: node, byte) }
        ids[Int(node)] = id
    }

    /// Calls `match` with the id and length in bytes of every text below `root` that stands in `bytes` from `start` on,
    /// shortest first. `fold` may replace bytes before they are looked up.
    @inline(__always)
    func matches(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, root: UInt32 = 0, fold: (UInt8) -> UInt8 = { $0 },
        _ match: (Int32, Int) -> Void
    ) {
        var node = root
        var position = start
        slots.withUnsafeBufferPointer { slots in
            ids.withUnsafeBufferPointer { ids in
                while position < bytes.count {
                    let next = Self.probe(slots, shift: shift, Self.key(node, fold(bytes[position])))
                    guard next.child != 0 else { return }
                    node = next.child
                    position += 1
                    let id = ids[Int(node)]
                    if id >= 0 { match(id, position - start) }
                }
            }
        }
    }

    /// The id of exactly `text` below root 0.
    func id(of text: some Collection<UInt8>) -> Int32? {
        var node: UInt32 = 0
        for byte in text {
            guard let next = child(of: node, byte) else { return nil }
            node = next
        }
        let id = ids[Int(node)]
        return id >= 0 ? id : nil
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
