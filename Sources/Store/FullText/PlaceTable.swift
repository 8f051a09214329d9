/// Tells where a row stands in a block that has it: a byte for each row that the block may have.
///
/// What earlier blocks entered is never taken out: whoever asks compares the row at the place that it is told (Briggs and
/// Torczon, "An efficient representation for sparse sets", 1993). So entering a block costs a store a posting, and asking two
/// loads, where halving takes seven steps, and merging guesses wrong at every row that both lists have.
struct PlaceTable {
    /// Rows of a block at most.
    static let size = 1 << 14

    private let places: UnsafeMutablePointer<UInt8>

    /// To be deallocated by whoever makes it.
    init() {
        places = .allocate(capacity: Self.size)
        places.initialize(repeating: 0, count: Self.size)
    }

    func deallocate() { places.deallocate() }

    /// Enters the rows of a block, none of which is below `first`.
    @inline(__always)
    func enter(_ rows: UnsafePointer<UInt32>, _ count: Int, from first: UInt32) {
        let places = places
        for place in 0..<count { places[Self.offset(rows[place], first)] = UInt8(truncatingIfNeeded: place) }
    }

    /// The place in a block that a row has, if the block has it; otherwise any.
    @inline(__always)
    func place(of row: UInt32, from first: UInt32) -> UInt32 {
        UInt32(places[Self.offset(row, first)]) & UInt32(PostingBlocks.size - 1)
    }

    /// Within the table, whatever a damaged block holds.
    @inline(__always)
    private static func offset(_ row: UInt32, _ first: UInt32) -> Int { Int(row &- first) & (size - 1) }
}
