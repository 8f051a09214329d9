import Foundation
import Matrix

/// The words of up to ``rowCapacity`` chunks: terms, each with the chunks that have it, how often and where. Never changes:
/// several of them are joined into another.
///
/// Memory: 16 bytes a row, 20 and its letters a term, 20 a block, as a rule two a posting and one a word, and a bit a
/// row for each common term.
final class TextSegment: @unchecked Sendable {
    // `Sendable` since the memory is never written to.
    /// More rows are not joined into one.
    static let rowCapacity = 1 << 20
    /// Offsets are 32-bit numbers.
    static let byteCapacity = 1 << 31

    let memory: SegmentMemory
    /// About which ``bounds`` are tightest.
    let meanLength: Float
    // What they are: ``TextSegmentColumns``.
    let keys: UnsafeBufferPointer<ChunkKey>
    let slots: UnsafeBufferPointer<Int32>
    let lengths: UnsafeBufferPointer<UInt32>
    let letterEnds: UnsafeBufferPointer<UInt32>
    let prefixes: UnsafeBufferPointer<UInt64>
    let counts: UnsafeBufferPointer<UInt32>
    let blockEnds: UnsafeBufferPointer<UInt32>
    let lastRows: UnsafeBufferPointer<UInt32>
    let offsets: UnsafeBufferPointer<UInt32>
    let positionOffsets: UnsafeBufferPointer<UInt32>
    let bounds: UnsafeBufferPointer<UInt32>
    let shapes: UnsafeBufferPointer<UInt32>
    let denseTerms: UnsafeBufferPointer<UInt32>
    let bitmaps: UnsafeBufferPointer<UInt64>
    let letters: UnsafeBufferPointer<UInt8>
    let postings: UnsafeBufferPointer<UInt8>
    let positions: UnsafeBufferPointer<UInt8>

    /// Nil where the memory is not as long as it says; ``isSound(slots:)`` tells whether its parts fit each other.
    init?(_ memory: SegmentMemory) {
        var reader = SegmentMemory.Reader(memory)
        guard let head = reader.column(8, of: Int64.self) else { return nil }
        let counts = head.prefix(7).map { Int($0) }
        let (rows, terms, blocks) = (counts[0], counts[1], counts[2])
        guard let keys = reader.column(rows, of: ChunkKey.self), let slots = reader.column(rows, of: Int32.self),
            let lengths = reader.column(rows, of: UInt32.self), let letterEnds = reader.column(terms, of: UInt32.self),
            let prefixes = reader.column(terms, of: UInt64.self),
            let postingCounts = reader.column(terms, of: UInt32.self),
            let blockEnds = reader.column(terms, of: UInt32.self),
            let lastRows = reader.column(blocks, of: UInt32.self),
            let offsets = reader.column(blocks, of: UInt32.self),
            let positionOffsets = reader.column(blocks, of: UInt32.self),
            let bounds = reader.column(blocks, of: UInt32.self), let shapes = reader.column(blocks, of: UInt32.self),
            let denseTerms = reader.column(counts[6], of: UInt32.self), counts[6] <= terms,
            let bitmaps = reader.column(counts[6] * TextSegmentColumns.words(rows: rows), of: UInt64.self),
            let letters = reader.column(counts[3], of: UInt8.self),
            let postings = reader.column(counts[4], of: UInt8.self),
            let positions = reader.column(counts[5], of: UInt8.self), reader.isAtEnd
        else { return nil }
        self.memory = memory
        meanLength = Float(bitPattern: UInt32(truncatingIfNeeded: head[7]))
        (self.keys, self.slots, self.lengths) = (keys, slots, lengths)
        (self.letterEnds, self.prefixes) = (letterEnds, prefixes)
        (self.counts, self.blockEnds) = (postingCounts, blockEnds)
        (self.lastRows, self.offsets, self.positionOffsets) = (lastRows, offsets, positionOffsets)
        (self.bounds, self.shapes) = (bounds, shapes)
        (self.denseTerms, self.bitmaps) = (denseTerms, bitmaps)
        (self.letters, self.postings, self.positions) = (letters, postings, positions)
    }

    /// A segment of columns that a builder or a join made, whose counts are those of their own arrays; what is read from a file goes
    /// through ``init(_:)``, which refuses.
    static func of(_ columns: TextSegmentColumns) -> TextSegment {
        guard let segment = TextSegment(columns.memory) else { preconditionFailure("columns of other counts") }
        return segment
    }

    var rows: Int { keys.count }
    var terms: Int { letterEnds.count }

    /// Where a term's letters stand.
    func letters(of term: Int) -> Range<Int> {
        (term == 0 ? 0 : Int(letterEnds[term - 1]))..<Int(letterEnds[term])
    }

    /// The blocks of a term.
    func blocks(of term: Int) -> Range<Int> {
        (term == 0 ? 0 : Int(blockEnds[term - 1]))..<Int(blockEnds[term])
    }

    /// Where the postings of a block stand.
    func bytes(of block: Int) -> Range<Int> {
        Int(offsets[block])..<(block + 1 < offsets.count ? Int(offsets[block + 1]) : postings.count)
    }

    /// A bit for each row, whether it has the term; nil where the term is rare.
    func bitmap(of term: Int) -> UnsafePointer<UInt64>? {
        var (low, high) = (0, denseTerms.count)
        while low < high {
            let middle = (low + high) / 2
            if denseTerms[middle] < term { low = middle + 1 } else { high = middle }
        }
        guard low < denseTerms.count, denseTerms[low] == term else { return nil }
        return bitmaps.baseAddress.map { $0 + low * TextSegmentColumns.words(rows: rows) }
    }

    /// The number of a term; nil where no chunk has it. O(log terms).
    func number(of term: some Collection<UInt8>) -> Int? {
        let term = Array(term)
        return term.withUnsafeBufferPointer { term in
            let prefix = TextSegmentColumns.prefix(term)
            var (low, high) = (0, terms)
            while low < high {
                let middle = (low + high) / 2
                let known = prefixes[middle]
                let isBefore = known == prefix ? compare(middle, term) < 0 : known < prefix
                if isBefore { low = middle + 1 } else { high = middle }
            }
            return low < terms && compare(low, term) == 0 ? low : nil
        }
    }

    /// Compares the letters of a term with others: see ``compare(_:_:)``.
    func compare(_ term: Int, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        Self.compare(UnsafeBufferPointer(rebasing: letters[letters(of: term)]), other)
    }

    /// Negative, 0 or positive, by bytes; of two that begin alike the shorter comes first.
    static func compare(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        let count = min(one.count, other.count)
        var shared: Int32 = 0
        if count > 0, let a = one.baseAddress, let b = other.baseAddress { shared = memcmp(a, b, count) }
        return shared == 0 ? one.count - other.count : Int(shared)
    }

    /// Whether all parts fit each other, so that a search may trust them; `slots` is how many versions there are. What
    /// blocks hold is looked at where they are read.
    func isSound(slots count: Int) -> Bool {
        rows <= Self.rowCapacity && slots.allSatisfy { (0..<count).contains(Int($0)) }
            && lengths.allSatisfy { $0 <= UInt32(Int32.max) } && meanLength >= 1
            && Self.ascend(letterEnds, to: letters.count) && Self.ascend(blockEnds, to: lastRows.count)
            && (0..<terms).allSatisfy { isSound(term: $0) }
            && Self.ascend(offsets, to: nil) && offsets.allSatisfy { $0 <= postings.count }
            && positionOffsets.allSatisfy { $0 <= positions.count }
            && shapes.indices.allSatisfy { isSound(block: $0) }
    }

    private static func ascend(_ ends: UnsafeBufferPointer<UInt32>, to last: Int?) -> Bool {
        zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 } && last.map { $0 == Int(ends.last ?? 0) } ?? true
    }

    /// There are rows, they ascend from block to block, and are as many as the term counts: a cursor trusts in a block.
    private func isSound(term: Int) -> Bool {
        let blocks = blocks(of: term)
        return prefixes[term] == TextSegmentColumns.prefix(letters[letters(of: term)])
            && zip(lastRows[blocks], lastRows[blocks].dropFirst()).allSatisfy { $0 < $1 }
            && lastRows[blocks].allSatisfy { $0 < rows } && !blocks.isEmpty
            && blocks.reduce(0) { $0 + BlockShape(bits: shapes[$1]).count } == counts[term]
    }

    private func isSound(block: Int) -> Bool {
        let shape = BlockShape(bits: shapes[block])
        guard shape.count == Kernels.block else { return shape.count > 0 && shape.count < Kernels.block }
        return shape.rows <= BlockShape.widestRows && shape.texts <= 8 && shape.titles <= 8
            && bytes(of: block).count >= 16 * (shape.rows + shape.texts + shape.titles)
    }
}
