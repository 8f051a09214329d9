/// The rows that all of some terms have: block by block of the rarest, whose rows are looked for in the blocks of one other
/// term after the other.
///
/// A block is begun, then kept to the further terms of ``order``. Whoever makes one keeps the lists and buffers of its cursors
/// for as long.
struct RowIntersection: ~Copyable {
    let cursors: UnsafeMutableBufferPointer<PostingCursor>
    /// The terms, the rarest first.
    let order: [Int]
    /// How many rows of the block at hand have all terms so far.
    private(set) var count = 0
    /// These rows, ascending.
    let rows: UnsafeMutablePointer<UInt32>
    /// For each, the number of its posting in the list of the last term.
    let numbers: UnsafeMutablePointer<UInt32>
    /// For each, where it stood before the last term.
    let places: UnsafeMutablePointer<UInt32>
    private let table = PlaceTable()
    /// Those of the further terms that have one.
    private let bitmaps: [UnsafePointer<UInt64>]

    /// - Parameters:
    ///   - cursors: at least one.
    ///   - counts: how many postings each has.
    init(_ cursors: UnsafeMutableBufferPointer<PostingCursor>, counts: [Int]) {
        self.cursors = cursors
        let order = counts.indices.sorted { counts[$0] < counts[$1] }
        self.order = order
        bitmaps = order.dropFirst().compactMap { cursors[$0].blocks.bitmap }
        rows = .allocate(capacity: PostingBlocks.size)
        numbers = .allocate(capacity: PostingBlocks.size)
        places = .allocate(capacity: PostingBlocks.size)
    }

    deinit {
        rows.deallocate()
        numbers.deallocate()
        places.deallocate()
        table.deallocate()
    }

    /// The rows that the next block of the rarest term may have; nil at the end.
    var range: Range<UInt32>? {
        cursors[order[0]].rangeAtHand
    }

    /// Passes a block.
    mutating func skip() { cursors[order[0]].skipBlock() }

    /// Begins a block with those of its rows that the bitmaps have.
    mutating func begin() {
        let first = order[0]
        let (block, number) = (cursors[first].rowsAtHand(), cursors[first].firstNumber)
        count = block.count
        for place in 0..<count { (rows[place], numbers[place]) = (block[place], number + UInt32(place)) }
        skip()
        keepCommon()
    }

    /// The same of the rows that score enough by the rarest term.
    mutating func begin(scoring least: Double) {
        let first = order[0]
        let (block, number) = (cursors[first].rowsAtHand(), cursors[first].firstNumber)
        let scores = cursors[first].scoresAtHand()
        let (rows, numbers) = (rows, numbers)
        var kept = 0
        for place in 0..<block.count {
            (rows[kept], numbers[kept]) = (block[place], number &+ UInt32(truncatingIfNeeded: place))
            kept &+= Double(scores[place]) >= least ? 1 : 0
        }
        count = kept
        skip()
        keepCommon()
    }

    /// Keeps the rows that all bitmaps have: a bit is seen sooner than a block read.
    private mutating func keepCommon() {
        let (rows, numbers) = (rows, numbers)
        for bitmap in bitmaps {
            var kept = 0
            for place in 0..<count {
                let row = rows[place]
                (rows[kept], numbers[kept]) = (row, numbers[place])
                kept &+= Int(bitmap[Int(row / 64)] >> UInt64(row % 64) & 1)
            }
            count = kept
        }
    }

    /// Keeps the rows that a further term has as well.
    @inline(__always)
    mutating func keep(having term: Int) {
        var (next, kept) = (0, 0)
        while next < count,
            let part = cursors[term].find(
                rows + next, count - next, in: table, places: places + kept, numbers: numbers + kept)
        {
            let (rows, places) = (rows, places)
            for index in kept..<(kept + part.found) {
                places[index] &+= UInt32(truncatingIfNeeded: next)
                rows[index] = rows[Int(places[index])]
            }
            kept += part.found
            next += part.of
        }
        count = kept
    }

    /// Keeps the rows at which `isKept` is true, which is asked for the places in their order.
    @inline(__always)
    mutating func keep(where isKept: (Int) -> Bool) {
        let (rows, numbers, places) = (rows, numbers, places)
        var kept = 0
        for place in 0..<count {
            (rows[kept], numbers[kept], places[kept]) = (rows[place], numbers[place], UInt32(place))
            kept += isKept(place) ? 1 : 0
        }
        count = kept
    }
}
