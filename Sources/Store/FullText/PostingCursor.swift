import Matrix

/// Goes through the postings of one term, from lower rows to higher ones, and reads only the blocks that it must, and of these
/// only the rows as long as nobody asks for more.
///
/// Whoever makes one keeps its list and buffers for as long.
struct PostingCursor {
    let blocks: PostingBlocks
    private let buffers: PostingBuffers.Block
    private let kernels = Kernels.best
    private let end: Int

    /// The first block that may have a row that was not passed.
    private var current: Int
    /// The blocks whose rows and counts are in the buffers; -1 where none are.
    private var (rowsHeld, countsHeld) = (-1, -1)
    private var isScored = false
    /// How many rows the buffers hold.
    private(set) var count = 0
    /// The first of them that was not passed.
    private var place = 0
    /// What postings score; a cursor that only reads needs none.
    var scoring = PostingScoring(weight: 0, base: 1, slope: 0, titleWeight: 0)

    /// - Parameter list: of a segment that has rows, with at least one block.
    init(_ list: PostingList, _ buffers: PostingBuffers.Block) {
        blocks = PostingBlocks(list)
        self.buffers = buffers
        (current, end) = (blocks.range.lowerBound, blocks.range.upperBound)
    }

    // MARK: Reading

    /// Reads a block. One that is not what its segment says is read as if it were empty: rows beyond the segment's must not be
    /// looked up.
    mutating func read(_ block: Int) {
        readRows(block)
        readCounts(block)
    }

    @inline(__always)
    private mutating func readRows(_ block: Int) {
        guard rowsHeld != block else { return }
        (rowsHeld, isScored, place) = (block, false, 0)
        if blocks.isPacked(block) {
            count = blocks.unpackRows(block, into: buffers.rows) ? PostingBlocks.size : 0
        } else {
            count = blocks.parse(block, into: buffers)
            countsHeld = block
        }
        if count == 0 { buffers.rows.update(repeating: 0, count: PostingBlocks.size) }
    }

    @inline(__always)
    private mutating func readCounts(_ block: Int) {
        guard countsHeld != block else { return }
        (countsHeld, isScored) = (block, false)
        if blocks.isPacked(block) {
            blocks.unpackCounts(block, into: buffers)
        } else {
            // Its rows were read before, and come out the same.
            _ = blocks.parse(block, into: buffers)
        }
    }

    /// How often a posting of the list, by its number, stands in the text and in the title.
    @inline(__always)
    mutating func counts(of number: UInt32) -> (text: UInt32, title: UInt32) {
        let block = blocks.range.lowerBound + Int(number) / PostingBlocks.size
        let place = Int(number) % PostingBlocks.size
        if countsHeld != block {
            if blocks.isPacked(block) { return blocks.counts(block, place) }
            readCounts(block)
        }
        return (buffers.texts[place], buffers.titles[place])
    }

    /// A posting of the block that was read.
    func posting(_ place: Int) -> Posting {
        Posting(
            row: Int(buffers.rows[place]), text: Int(buffers.texts[place]), title: Int(buffers.titles[place]))
    }

    // MARK: Moving

    /// The block at hand, whose rows were not passed; nil at the end.
    var block: Int? { current < end ? current : nil }

    /// The rows that the block at hand may have; nil at the end.
    var rangeAtHand: Range<UInt32>? { current < end ? blocks.rows(of: current) : nil }

    /// Leaves the block at hand.
    mutating func skipBlock() { current += 1 }

    /// Moves on to the block that has `row`, if one does; false at the end. O(log blocks passed).
    @inline(__always)
    private mutating func moveOn(to row: UInt32) -> Bool {
        guard current < end, blocks.lastRows[current] < row else { return current < end }
        var (low, step) = (current, 1)
        while low + step < end, blocks.lastRows[low + step] < row {
            low += step
            step *= 2
        }
        var high = min(low + step, end)
        low += 1
        while low < high {
            let middle = (low + high) / 2
            if blocks.lastRows[middle] < row { low = middle + 1 } else { high = middle }
        }
        current = low
        return low < end
    }

    // MARK: Finding rows

    /// Where the first row stands that is not below one; of all of them, the last where there is none. Without a branch, since
    /// none could be foretold.
    @inline(__always)
    private func firstPlace(notBelow row: UInt32) -> Int {
        var (low, half) = (0, PostingBlocks.size / 2)
        while half > 0 {
            low += buffers.rows[low + half - 1] < row ? half : 0
            half /= 2
        }
        return low
    }

    /// Whether there is a posting of a row, which must not be below one that was passed.
    @inline(__always)
    mutating func find(_ row: UInt32) -> Bool {
        guard moveOn(to: row) else { return false }
        readRows(current)
        place = firstPlace(notBelow: row)
        return buffers.rows[place] == row && place < count
    }

    /// The number of the first posting of the block at hand.
    var firstNumber: UInt32 { UInt32((current - blocks.range.lowerBound) * PostingBlocks.size) }

    /// The rows of the block at hand.
    mutating func rowsAtHand() -> UnsafeBufferPointer<UInt32> {
        readRows(current)
        return UnsafeBufferPointer(start: buffers.rows, count: count)
    }

    /// So few rows are looked up one by one.
    private static let few = 6

    /// Finds which of `count` ascending rows have a posting, as far as the block goes that may have the first: writes the places
    /// of those that have one, and the numbers of their postings. Returns how many it found, and of how many rows it can
    /// tell; nil at the end. Rows are found without a branch, whose outcome nobody could foretell.
    @inline(__always)
    mutating func find(
        _ rows: UnsafePointer<UInt32>, _ count: Int, in table: PlaceTable, places: UnsafeMutablePointer<UInt32>,
        numbers: UnsafeMutablePointer<UInt32>
    ) -> (found: Int, of: Int)? {
        guard moveOn(to: rows[0]) else { return nil }
        let range = blocks.rows(of: current)
        var reach = 1
        while reach + 8 <= count, rows[reach + 7] < range.upperBound { reach += 8 }
        while reach < count, rows[reach] < range.upperBound { reach += 1 }
        readRows(current)
        // Of a damaged block nothing is found; of others, only rows that it has.
        guard self.count > 0 else { return (0, reach) }
        let (held, first) = (buffers.rows, firstNumber)
        var found = 0
        if reach > Self.few && range.count <= PlaceTable.size {
            table.enter(held, self.count, from: range.lowerBound)
            for index in 0..<reach {
                let place = table.place(of: rows[index], from: range.lowerBound)
                (places[found], numbers[found]) = (UInt32(truncatingIfNeeded: index), first &+ place)
                found &+= held[Int(place)] == rows[index] ? 1 : 0
            }
        } else {
            for index in 0..<reach {
                let place = UInt32(truncatingIfNeeded: firstPlace(notBelow: rows[index]))
                (places[found], numbers[found]) = (UInt32(truncatingIfNeeded: index), first &+ place)
                found &+= held[Int(place)] == rows[index] ? 1 : 0
            }
        }
        return (found, reach)
    }

    // MARK: Bounds and scores

    /// What a posting of a block scores at most.
    @inline(__always)
    func bound(of block: Int, _ shares: ShareBound) -> Double {
        Double(shares.share(blocks.bounds[block]) * scoring.weight)
    }

    /// What a posting scores at most whose row is one of `range`. Passes the rows below it.
    @inline(__always)
    mutating func bound(_ range: Range<UInt32>, _ shares: ShareBound) -> Float {
        guard moveOn(to: range.lowerBound) else { return 0 }
        var (block, largest) = (current, Float(0))
        while block < end, block == blocks.range.lowerBound || blocks.lastRows[block - 1] + 1 < range.upperBound {
            largest = max(largest, shares.share(blocks.bounds[block]))
            guard blocks.lastRows[block] < range.upperBound else { break }
            block += 1
        }
        return largest * scoring.weight
    }

    /// Scores all postings of the block at hand, and returns them.
    @inline(__always)
    mutating func scoresAtHand() -> UnsafePointer<Float> {
        read(current)
        if !isScored {
            isScored = true
            kernels.score(
                scoring, rows: buffers.rows, texts: buffers.texts, titles: buffers.titles, count: count,
                lengths: blocks.lengths, into: buffers.scores)
        }
        return UnsafePointer(buffers.scores)
    }

    /// Adds to `sums` what each posting scores whose row is one of `range`, at its place there. Passes them.
    @inline(__always)
    mutating func add(_ range: Range<UInt32>, to sums: UnsafeMutablePointer<Double>) {
        guard moveOn(to: range.lowerBound) else { return }
        let width = range.upperBound - range.lowerBound
        while current < end {
            let scores = scoresAtHand()
            while place < count, buffers.rows[place] < range.lowerBound { place += 1 }
            var place = place
            while place < count {
                let offset = buffers.rows[place] &- range.lowerBound
                guard offset < width else { break }
                sums[Int(offset)] += Double(scores[place])
                place += 1
            }
            self.place = place
            guard blocks.lastRows[current] < range.upperBound else { return }
            current += 1
        }
    }

    /// What the posting of a row scores, which must not be below one that was passed; nil where there is none.
    @inline(__always)
    mutating func score(of row: UInt32) -> Float? {
        guard find(row) else { return nil }
        if isScored { return buffers.scores[place] }
        return score(of: firstNumber + UInt32(place), row: row)
    }

    /// What a posting scores, by its number and row.
    @inline(__always)
    mutating func score(of number: UInt32, row: UInt32) -> Float {
        let (text, title) = counts(of: number)
        return scoring.score(text: text, title: title, length: blocks.lengths[Int(row)])
    }
}
