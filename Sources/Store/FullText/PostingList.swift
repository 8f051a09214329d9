/// The postings of one term in one segment.
struct PostingList: @unchecked Sendable {
    // The bitmap is memory of `segment`, which nobody writes to.

    /// Where the postings are kept.
    let segment: TextSegment
    /// Whose rows they are about.
    let home: TextSegment
    let blocks: Range<Int>
    let count: Int
    /// A bit for each row, where many have the term.
    let bitmap: UnsafePointer<UInt64>?

    /// Those of a term by its number; about the rows of another segment where they were made from its postings.
    init(_ segment: TextSegment, term: Int, of home: TextSegment? = nil) {
        self.segment = segment
        self.home = home ?? segment
        blocks = segment.blocks(of: term)
        count = Int(segment.counts[term])
        bitmap = segment.bitmap(of: term)
    }

    /// Reads all of them, in the order of their rows. `body` gets each with its positions as ``PostingEncoder`` takes them.
    func forEach(_ body: (Posting, UnsafeBufferPointer<UInt32>) -> Void) {
        let buffers = PostingBuffers(terms: 1)
        withExtendedLifetime((self, buffers)) {
            var cursor = PostingCursor(self, buffers.postings(0))
            for block in blocks {
                cursor.read(block)
                let count = (0..<cursor.count).reduce(0) { $0 + cursor.posting($1).text + cursor.posting($1).title }
                cursor.blocks.positions(of: block, count).all.withUnsafeBufferPointer { positions in
                    var start = 0
                    for place in 0..<cursor.count {
                        let posting = cursor.posting(place)
                        let end = min(start + posting.text + posting.title, positions.count)
                        body(posting, UnsafeBufferPointer(rebasing: positions[start..<end]))
                        start = end
                    }
                }
            }
        }
    }

    /// All of them.
    var postings: [Posting] {
        var all: [Posting] = []
        all.reserveCapacity(count)
        forEach { posting, _ in all.append(posting) }
        return all
    }
}

/// Working memory of one search: a block's postings for each term.
final class PostingBuffers {
    private let numbers: UnsafeMutablePointer<UInt32>
    private let scores: UnsafeMutablePointer<Float>
    private let terms: Int

    /// One block.
    struct Block {
        let rows: UnsafeMutablePointer<UInt32>
        let texts: UnsafeMutablePointer<UInt32>
        let titles: UnsafeMutablePointer<UInt32>
        let scores: UnsafeMutablePointer<Float>
    }

    init(terms: Int) {
        self.terms = terms
        numbers = .allocate(capacity: 3 * terms * PostingBlocks.size)
        // Row 0 is always one, and what lies behind a shorter block is scored with it.
        numbers.initialize(repeating: 0, count: 3 * terms * PostingBlocks.size)
        scores = .allocate(capacity: terms * PostingBlocks.size)
        scores.initialize(repeating: 0, count: terms * PostingBlocks.size)
    }

    deinit {
        numbers.deallocate()
        scores.deallocate()
    }

    func postings(_ term: Int) -> Block {
        let size = PostingBlocks.size
        let base = numbers + 3 * term * size
        return Block(rows: base, texts: base + size, titles: base + 2 * size, scores: scores + term * size)
    }
}
