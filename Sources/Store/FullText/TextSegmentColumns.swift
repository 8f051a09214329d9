/// What a ``TextSegment`` consists of, as it is put together.
///
/// Rows are chunks. Terms stand in the order of their letters' bytes; the postings of a term are cut into blocks of
/// ``Kernels/block``, the last of which is shorter as a rule. ``PostingEncoder`` says how a block is written.
struct TextSegmentColumns {
    /// For each row, its chunk's key.
    var keys: [ChunkKey] = []
    /// For each row, the slot of its version.
    var slots: [Int32] = []
    /// For each row, how many words its text has.
    var lengths: [UInt32] = []

    /// For each term, where its letters end among ``letters``.
    var letterEnds: [UInt32] = []
    /// For each term, the first eight of its letters: see ``prefix(_:)``.
    var prefixes: [UInt64] = []
    /// For each term, how many postings it has.
    var counts: [UInt32] = []
    /// For each term, where its blocks end.
    var blockEnds: [UInt32] = []

    /// For each block, the row of its last posting.
    var lastRows: [UInt32] = []
    /// For each block, where its postings begin.
    var offsets: [UInt32] = []
    /// For each block, where the positions of its postings begin.
    var positionOffsets: [UInt32] = []
    /// For each block, what its postings score at most: see ``ShareBound``.
    var bounds: [UInt32] = []
    /// For each block, a ``BlockShape``.
    var shapes: [UInt32] = []

    /// The terms that more than one row in ``sparsity`` has, and for each a bit for every row.
    var denseTerms: [UInt32] = []
    var bitmaps: [UInt64] = []

    /// A bitmap of a term takes up to so many bits a posting. There are some dozens of such terms, which most queries for all
    /// of several terms, and most phrases, have one of.
    static let sparsity = 16
    /// Words of a bitmap.
    static func words(rows: Int) -> Int { (rows + 63) / 64 }

    /// Letters, postings, and positions, one behind the other.
    var letters: [UInt8] = []
    var postings: [UInt8] = []
    var positions: [UInt8] = []

    /// The mean length of rows, about which bounds are tightest; at least 1.
    var meanLength: Float = 1

    /// Of so many words.
    static func meanLength(_ lengths: [UInt32]) -> Float {
        max(1, Float(Double(lengths.reduce(0) { $0 + Int($1) }) / Double(max(1, lengths.count))))
    }

    /// The first eight bytes as a number that compares as they do, so that most terms are told apart without their letters.
    /// Zeros stand for those that a shorter one lacks.
    static func prefix(_ letters: some Collection<UInt8>) -> UInt64 {
        var prefix: UInt64 = 0
        var shift: UInt64 = 56
        for letter in letters.prefix(8) {
            prefix |= UInt64(letter) << shift
            shift &-= 8
        }
        return prefix
    }

    /// Its counts, and the mean of lengths.
    var head: [Int64] {
        [
            Int64(keys.count), Int64(letterEnds.count), Int64(lastRows.count), Int64(letters.count),
            Int64(postings.count), Int64(positions.count), Int64(denseTerms.count), Int64(meanLength.bitPattern),
        ]
    }

    var memory: SegmentMemory {
        SegmentMemory([
            .init(head), .init(keys), .init(slots), .init(lengths), .init(letterEnds), .init(prefixes), .init(counts),
            .init(blockEnds), .init(lastRows), .init(offsets), .init(positionOffsets), .init(bounds), .init(shapes),
            .init(denseTerms), .init(bitmaps), .init(letters), .init(postings), .init(positions),
        ])
    }
}

/// How a block of postings is written: the widths of its three packed columns, in bits, and how many postings it has.
struct BlockShape: Equatable {
    let bits: UInt32

    /// Rows are below 2^20. So many bits, and the sums of a block's differences stay below 2^32 whatever stands in a file.
    static let widestRows = 24

    init(bits: UInt32) { self.bits = bits }

    init(count: Int, rows: Int, texts: Int, titles: Int) {
        bits = UInt32(count) | UInt32(rows) << 8 | UInt32(texts) << 16 | UInt32(titles) << 24
    }

    var count: Int { Int(bits & 0xFF) }
    var rows: Int { Int(bits >> 8 & 0xFF) }
    var texts: Int { Int(bits >> 16 & 0xFF) }
    var titles: Int { Int(bits >> 24) }
}
