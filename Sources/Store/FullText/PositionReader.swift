/// Reads where the postings of one list stand. Of each block that it comes to, the sums of counts say where a posting's positions
/// begin; any of them is read in O(1) then.
///
/// Whoever makes one keeps its list and buffers for as long.
struct PositionReader {
    private let blocks: PostingBlocks
    private let buffers: PostingBuffers.Block
    /// Of the block at hand, how often its postings up to each stand in texts and titles.
    private let texts: UnsafeMutablePointer<UInt32>
    private let titles: UnsafeMutablePointer<UInt32>
    private var block = -1
    private var positions = BlockPositions(nil, bytes: 0, count: 0)

    init(_ list: PostingList, _ buffers: PostingBuffers.Block) {
        blocks = PostingBlocks(list)
        self.buffers = buffers
        (texts, titles) = (buffers.texts, buffers.titles)
    }

    /// Reads where a posting stands, by its number.
    @inline(__always)
    mutating func read(_ number: UInt32, into found: inout TermPositions) {
        let block = blocks.range.lowerBound + Int(number) / PostingBlocks.size
        let place = Int(number) % PostingBlocks.size
        if block != self.block { begin(block) }
        let (textsBefore, titlesBefore) = place > 0 ? (texts[place - 1], titles[place - 1]) : (0, 0)
        let start = Int(textsBefore &+ titlesBefore)
        let count = Int(texts[place] &- textsBefore)
        found.text.read(positions, from: start, count)
        found.title.read(positions, from: start + count, Int(titles[place] &- titlesBefore))
    }

    private mutating func begin(_ block: Int) {
        self.block = block
        let count = blocks.sumCounts(block, into: buffers)
        positions = blocks.positions(of: block, Int(texts[count - 1] &+ titles[count - 1]))
    }
}
