import Matrix

/// Goes through the postings of one term, from lower rows to higher ones, and reads only the blocks that it must.
///
/// Holds bare pointers, so that loops count no references: whoever makes one keeps its segment and buffers for as long.
struct PostingCursor {
    static let block = Kernels.block

    private let lastRows: UnsafePointer<UInt32>
    private let bounds: UnsafePointer<UInt32>
    private let shapes: UnsafePointer<UInt32>
    private let offsets: UnsafePointer<UInt32>
    private let positionOffsets: UnsafePointer<UInt32>
    private let lengths: UnsafePointer<UInt32>
    private let bytes: UnsafeBufferPointer<UInt8>
    private let positionBytes: UnsafeBufferPointer<UInt8>
    private let rowCount: UInt32
    private let first: Int
    private let end: Int
    private let buffers: PostingBuffers.Block

    /// The first block that may have a row that was not passed.
    private var current: Int
    /// The block in the buffers; -1 where none is.
    private var held = -1
    /// A bit for each step of the buffers that is scored.
    private var scored: UInt32 = 0
    /// How many postings the buffers hold.
    private(set) var count = 0
    /// The first of them that was not passed.
    private var place = 0
    /// How far the positions of a block were read: the first posting whose were not, and where they begin.
    private var positionsRead = (block: -1, place: 0, offset: 0)
    /// What postings score; a cursor that only reads needs none.
    var scoring = PostingScoring(weight: 0, base: 1, slope: 0, titleWeight: 0)

    /// - Parameter list: of a segment that has rows, with at least one block.
    init(_ list: PostingList, _ buffers: PostingBuffers.Block) {
        let segment = list.segment
        guard let lastRows = segment.lastRows.baseAddress, let bounds = segment.bounds.baseAddress,
            let shapes = segment.shapes.baseAddress, let offsets = segment.offsets.baseAddress,
            let positionOffsets = segment.positionOffsets.baseAddress, let lengths = list.home.lengths.baseAddress
        else { preconditionFailure("a term without postings") }
        (self.lastRows, self.bounds, self.shapes, self.offsets) = (lastRows, bounds, shapes, offsets)
        (self.positionOffsets, self.lengths, self.buffers) = (positionOffsets, lengths, buffers)
        (bytes, positionBytes, rowCount) = (segment.postings, segment.positions, UInt32(list.home.rows))
        (first, end, current) = (list.blocks.lowerBound, list.blocks.upperBound, list.blocks.lowerBound)
    }

    // MARK: Blocks

    /// Fills the buffers with a block. One that is not what its segment says is read as if it were empty: rows beyond the
    /// segment's must not be looked up.
    mutating func read(_ block: Int) {
        (held, scored, place) = (block, 0, 0)
        let shape = BlockShape(bits: shapes[block])
        let before = block == first ? 0 : lastRows[block - 1]
        let largest =
            shape.count == Self.block ? unpack(block, shape, after: before) : parse(block, shape, after: before)
        count = largest < rowCount ? shape.count : 0
        if count == 0 { buffers.rows.update(repeating: 0, count: Self.block) }
    }

    private static let step = Kernels.scoreStep

    private func unpack(_ block: Int, _ shape: BlockShape, after before: UInt32) -> UInt32 {
        guard let base = bytes.baseAddress else { return .max }
        let start = base + Int(offsets[block])
        let kernels = Kernels.best
        kernels.unpack(start, width: shape.rows, into: buffers.rows)
        kernels.unpack(start + 16 * shape.rows, width: shape.texts, into: buffers.texts)
        kernels.unpack(start + 16 * (shape.rows + shape.texts), width: shape.titles, into: buffers.titles)
        return kernels.runningSums(buffers.rows, after: before)
    }

    private func parse(_ block: Int, _ shape: BlockShape, after before: UInt32) -> UInt32 {
        var numbers = ByteNumbers(bytes, from: Int(offsets[block]))
        var (row, largest) = (before, UInt32(0))
        for place in 0..<shape.count {
            row &+= numbers.next()
            largest = max(largest, row)
            let counts = numbers.next()
            buffers.rows[place] = row
            // More is never written.
            buffers.texts[place] = min(counts >> 1, UInt32(Posting.largestCount))
            buffers.titles[place] = counts & 1 == 1 ? min(numbers.next(), UInt32(Posting.largestCount)) : 0
        }
        // Behind the last one, where it is scored and searched as well.
        (buffers.rows + shape.count).update(repeating: row, count: Self.block - shape.count)
        return largest
    }

    private mutating func scoreAll() {
        guard scored != .max else { return }
        scored = .max
        score(0, count)
    }

    /// What a posting of the block in the buffers scores.
    @inline(__always)
    mutating func score(at place: Int) -> Float {
        let step = place / Self.step
        if scored >> UInt32(step) & 1 == 0 {
            scored |= 1 << UInt32(step)
            score(step * Self.step, Self.step)
        }
        return buffers.scores[place]
    }

    private func score(_ start: Int, _ count: Int) {
        Kernels.best.score(
            scoring, rows: buffers.rows + start, texts: buffers.texts + start, titles: buffers.titles + start,
            count: count, lengths: lengths, into: buffers.scores + start)
    }

    /// A posting of the block in the buffers.
    func posting(_ place: Int) -> Posting {
        Posting(
            row: Int(buffers.rows[place]), text: Int(buffers.texts[place]), title: Int(buffers.titles[place]))
    }

    /// Moves on to the block that has `row`, if one does; false at the end. O(log blocks passed).
    @inline(__always)
    private mutating func moveOn(to row: UInt32) -> Bool {
        guard current < end, lastRows[current] < row else { return current < end }
        var (low, step) = (current, 1)
        while low + step < end, lastRows[low + step] < row {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        low += 1
        while low < high {
            let middle = (low + high) / 2
            if lastRows[middle] < row { low = middle + 1 } else { high = middle }
        }
        current = low
        return low < end
    }

    // MARK: Bounds

    /// What a posting scores at most whose row is one of `range`. Passes the rows below it.
    @inline(__always)
    mutating func bound(_ range: Range<UInt32>, _ shares: ShareBound) -> Float {
        guard moveOn(to: range.lowerBound) else { return 0 }
        var (block, largest) = (current, Float(0))
        while block < end, block == first || lastRows[block - 1] + 1 < range.upperBound {
            largest = max(largest, shares.share(bounds[block]))
            guard lastRows[block] < range.upperBound else { break }
            block += 1
        }
        return largest * scoring.weight
    }

    // MARK: Scores

    /// Adds to `sums` what each posting scores whose row is one of `range`, at its place there. Passes them.
    @inline(__always)
    mutating func add(_ range: Range<UInt32>, to sums: UnsafeMutablePointer<Double>) {
        guard moveOn(to: range.lowerBound) else { return }
        let width = range.upperBound - range.lowerBound
        while current < end {
            if held != current { read(current) }
            scoreAll()
            while place < count, buffers.rows[place] < range.lowerBound { place += 1 }
            var place = place
            while place < count {
                let offset = buffers.rows[place] &- range.lowerBound
                guard offset < width else { break }
                sums[Int(offset)] += Double(buffers.scores[place])
                place += 1
            }
            self.place = place
            guard lastRows[current] < range.upperBound else { return }
            current += 1
        }
    }

    /// What the posting of a row scores, which must not be below one that was passed; nil where there is none.
    @inline(__always)
    mutating func score(of row: UInt32) -> Float? {
        find(row) ? score(at: place) : nil
    }

    /// Whether there is a posting of a row, which must not be below one that was passed; it is then ``found``.
    @inline(__always)
    mutating func find(_ row: UInt32) -> Bool {
        guard moveOn(to: row) else { return false }
        if held != current { read(current) }
        // Without a branch, since none could be foretold.
        var (low, half) = (0, Self.block / 2)
        while half > 0 {
            low += buffers.rows[low + half - 1] < row ? half : 0
            half /= 2
        }
        place = low
        return buffers.rows[low] == row && low < count
    }

    // MARK: Driving

    /// The block at hand, whose rows were not passed; nil at the end.
    var block: Int? { current < end ? current : nil }

    /// The rows that a block may have.
    func rows(of block: Int) -> Range<UInt32> { (block == first ? 0 : lastRows[block - 1] + 1)..<(lastRows[block] + 1) }

    /// Leaves the block at hand.
    mutating func skipBlock() { current += 1 }

    /// Reads the block at hand, to be looked at by ``posting(_:)`` and ``score(at:)``.
    mutating func readBlock() {
        if held != current { read(current) }
    }

    // MARK: Positions

    /// Reads where the posting that ``find(_:)`` found stands. Those of the block are read through once, as long as postings
    /// are asked for in their order.
    mutating func readPositions(into positions: inout TermPositions) {
        if positionsRead.block != held || positionsRead.place > place {
            positionsRead = (held, 0, Int(positionOffsets[held]))
        }
        var numbers = ByteNumbers(positionBytes, from: positionsRead.offset)
        for earlier in positionsRead.place..<place {
            numbers.skip(Int(buffers.texts[earlier] + buffers.titles[earlier]))
        }
        positions.text.read(Int(buffers.texts[place]), from: &numbers)
        positions.title.read(Int(buffers.titles[place]), from: &numbers)
        positionsRead = (held, place + 1, numbers.offset)
    }
}

/// Where a term stands in the text of a chunk, and in its title: numbers of words, ascending.
struct TermPositions {
    var text: [UInt32] = []
    var title: [UInt32] = []

    var isEmpty: Bool { text.isEmpty && title.isEmpty }

    /// Keeps those that are `distance` words before one of another term's.
    mutating func keep(before other: TermPositions, _ distance: UInt32) {
        text.keep(before: other.text, distance)
        title.keep(before: other.title, distance)
    }
}

extension [UInt32] {
    fileprivate mutating func read(_ count: Int, from numbers: inout ByteNumbers) {
        removeAll(keepingCapacity: true)
        var last: UInt32 = 0
        for _ in 0..<count {
            last &+= numbers.next()
            append(last)
        }
    }

    fileprivate mutating func keep(before other: [UInt32], _ distance: UInt32) {
        var (kept, next) = (0, 0)
        for place in indices {
            let wanted = self[place] &+ distance
            while next < other.count, other[next] < wanted { next += 1 }
            guard next < other.count else { break }
            guard other[next] == wanted else { continue }
            self[kept] = self[place]
            kept += 1
        }
        removeLast(count - kept)
    }
}
