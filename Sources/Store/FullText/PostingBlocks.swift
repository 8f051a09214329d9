import Matrix

/// The blocks of one list as they lie in a segment.
///
/// Holds bare pointers, so that loops count no references: whoever makes one keeps its list for as long. A number of a posting
/// is its place in the list: ``size`` a block.
struct PostingBlocks {
    static let size = Kernels.block

    /// The numbers of blocks in the segment; not empty.
    let range: Range<Int>
    /// For each block of the segment, the row of its last posting, and a ``ShareBound``.
    let lastRows: UnsafePointer<UInt32>
    let bounds: UnsafePointer<UInt32>
    /// A bit for each row, where many have the term.
    let bitmap: UnsafePointer<UInt64>?
    /// For each row that the list is about, how many words its text has.
    let lengths: UnsafePointer<UInt32>
    private let shapes: UnsafePointer<UInt32>
    private let offsets: UnsafePointer<UInt32>
    private let positionOffsets: UnsafePointer<UInt32>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let base: UnsafePointer<UInt8>
    private let positionBytes: UnsafeBufferPointer<UInt8>
    private let rowCount: UInt32
    private let blockCount: Int
    private let kernels = Kernels.best

    /// - Parameter list: of a sound segment, in which every term has a block and every block a row. All columns lie in one memory
    ///   that holds at least its head, so that none of them is without an address, whatever a file says.
    init(_ list: PostingList) {
        let segment = list.segment
        guard let lastRows = segment.lastRows.baseAddress, let bounds = segment.bounds.baseAddress,
            let shapes = segment.shapes.baseAddress, let offsets = segment.offsets.baseAddress,
            let positionOffsets = segment.positionOffsets.baseAddress, let lengths = list.home.lengths.baseAddress,
            let base = segment.postings.baseAddress
        else { preconditionFailure("a term without postings") }
        (self.lastRows, self.bounds, self.shapes, self.offsets) = (lastRows, bounds, shapes, offsets)
        (self.positionOffsets, self.lengths, self.base) = (positionOffsets, lengths, base)
        (bytes, positionBytes, rowCount) = (segment.postings, segment.positions, UInt32(list.home.rows))
        (range, blockCount, bitmap) = (list.blocks, segment.lastRows.count, list.bitmap)
    }

    /// The rows that a block may have.
    @inline(__always)
    func rows(of block: Int) -> Range<UInt32> {
        (block == range.lowerBound ? 0 : lastRows[block - 1] + 1)..<(lastRows[block] + 1)
    }

    /// Whether rows and counts are packed, so that either can be read alone.
    @inline(__always)
    func isPacked(_ block: Int) -> Bool { BlockShape(bits: shapes[block]).count == Self.size }

    // MARK: Packed blocks

    /// Reads the rows of a packed block; false where its last row is not what the segment says. Packed differences have
    /// too few bits for a sum to overflow, so that no other row is beyond the last one then.
    @inline(__always)
    func unpackRows(_ block: Int, into rows: UnsafeMutablePointer<UInt32>) -> Bool {
        let before = block == range.lowerBound ? 0 : lastRows[block - 1]
        let width = BlockShape(bits: shapes[block]).rows
        return kernels.unpackSums(base + Int(offsets[block]), width: width, after: before, into: rows)
            == lastRows[block]
    }

    /// Reads how often the postings of a packed block stand in texts and titles.
    func unpackCounts(_ block: Int, into buffers: PostingBuffers.Block) {
        let shape = BlockShape(bits: shapes[block])
        let texts = base + Int(offsets[block]) + 16 * shape.rows
        kernels.unpack(texts, width: shape.texts, into: buffers.texts)
        kernels.unpack(texts + 16 * shape.texts, width: shape.titles, into: buffers.titles)
    }

    /// The same for one posting of a packed block. O(1).
    @inline(__always)
    func counts(_ block: Int, _ place: Int) -> (text: UInt32, title: UInt32) {
        let shape = BlockShape(bits: shapes[block])
        let texts = base + Int(offsets[block]) + 16 * shape.rows
        return (
            Self.unpacked(place, of: texts, width: shape.texts),
            shape.titles == 0 ? 0 : Self.unpacked(place, of: texts + 16 * shape.texts, width: shape.titles)
        )
    }

    /// A number of up to 8 bits, packed in four interleaved lanes as `postings.h` does it.
    @inline(__always)
    private static func unpacked(_ place: Int, of column: UnsafePointer<UInt8>, width: Int) -> UInt32 {
        let bit = place / 4 * width
        let word = UnsafeRawPointer(column) + bit / 32 * 16 + place % 4 * 4
        let shift = UInt32(bit % 32)
        var number = word.loadUnaligned(as: UInt32.self) >> shift
        if Int(shift) + width > 32 { number |= (word + 16).loadUnaligned(as: UInt32.self) << (32 - shift) }
        return number & ((1 << UInt32(width)) - 1)
    }

    // MARK: Shorter blocks

    /// Reads a shorter block, the last of its list; returns how many postings it has: none where one of their rows is not
    /// there.
    func parse(_ block: Int, into buffers: PostingBuffers.Block) -> Int {
        var numbers = ByteNumbers(bytes, from: Int(offsets[block]))
        var (row, largest) = (block == range.lowerBound ? 0 : lastRows[block - 1], UInt32(0))
        let count = BlockShape(bits: shapes[block]).count
        for place in 0..<count {
            row &+= numbers.next()
            largest = max(largest, row)
            let counts = numbers.next()
            buffers.rows[place] = row
            // More is never written.
            buffers.texts[place] = min(counts >> 1, UInt32(Posting.largestCount))
            buffers.titles[place] = counts & 1 == 1 ? min(numbers.next(), UInt32(Posting.largestCount)) : 0
        }
        // Behind the last one, where it is scored and searched as well.
        (buffers.rows + count).update(repeating: row, count: Self.size - count)
        return largest < rowCount ? count : 0
    }

    // MARK: Positions

    /// The positions of a block whose postings count so many.
    func positions(of block: Int, _ count: Int) -> BlockPositions {
        let start = Int(positionOffsets[block])
        let end = block + 1 < blockCount ? Int(positionOffsets[block + 1]) : positionBytes.count
        guard start < end, end <= positionBytes.count, let base = positionBytes.baseAddress else {
            return BlockPositions(nil, bytes: 0, count: count)
        }
        return BlockPositions(base + start, bytes: end - start, count: count)
    }

    /// Writes, for each posting of a block, how often all up to it stand in texts and titles; returns how many there are.
    func sumCounts(_ block: Int, into buffers: PostingBuffers.Block) -> Int {
        let shape = BlockShape(bits: shapes[block])
        if isPacked(block) {
            let texts = base + Int(offsets[block]) + 16 * shape.rows
            kernels.unpackSums(texts, width: shape.texts, after: 0, into: buffers.texts)
            kernels.unpackSums(texts + 16 * shape.texts, width: shape.titles, after: 0, into: buffers.titles)
        } else {
            _ = parse(block, into: buffers)
            for place in 1..<max(1, shape.count) {
                buffers.texts[place] &+= buffers.texts[place - 1]
                buffers.titles[place] &+= buffers.titles[place - 1]
            }
        }
        return shape.count
    }
}
