import Matrix

/// Writes the postings of one term after the other into the columns of a segment.
///
/// A full block is packed: differences of rows, counts in the text, counts in the title, each with as many bits as the
/// largest needs. A shorter one, which most terms have alone, is written in bytes: the difference, then twice the count in
/// the text, plus one where a count in the title follows; numbers have seven bits a byte, the least significant ones
/// first, and the eighth says that more follow.
///
/// Positions are written for each posting, those in the text, then those in the title, each as the difference from the one
/// before it: all of a block in one, two or four bytes each, as the largest needs. So counts say where a posting's begin, and
/// the size of a block says which it is.
struct PostingEncoder {
    private(set) var columns: TextSegmentColumns
    private let lengths: UnsafePointer<UInt32>
    private var count = 0
    /// Postings of the term at hand that are in blocks already.
    private var written = 0
    /// All rows of the term at hand that are in blocks already.
    private var writtenRows: [UInt32] = []
    /// Positions of the block at hand.
    private var positions: [UInt32] = []
    private var previous: UInt32 = 0
    // Cleared to a row that there is.
    private var rows = [UInt32](repeating: 0, count: Kernels.block)
    private var texts = [UInt32](repeating: 0, count: Kernels.block)
    private var titles = [UInt32](repeating: 0, count: Kernels.block)
    private var scores = [Float](repeating: 0, count: Kernels.block)
    private var differences = [UInt32](repeating: 0, count: Kernels.block)

    /// - Parameters:
    ///   - columns: to be added to.
    ///   - lengths: of all rows that there are, at least one; to be kept for as long as something is added.
    init(_ columns: TextSegmentColumns, lengths: UnsafePointer<UInt32>) {
        self.columns = columns
        self.lengths = lengths
    }

    /// Adds a posting of the term at hand; rows ascend. `positions` are differences, as many as the posting counts, or none
    /// where they are of no use.
    mutating func append(_ posting: Posting, positions: UnsafeBufferPointer<UInt32>) {
        rows[count] = UInt32(posting.row)
        texts[count] = UInt32(posting.text)
        titles[count] = UInt32(posting.title)
        self.positions.append(contentsOf: positions)
        count += 1
        if count == Kernels.block { writeBlock() }
    }

    /// Ends the term, which has postings, unless nothing was added.
    mutating func end(term letters: some Collection<UInt8>) {
        let total = written + count
        guard total > 0 else { return }
        if count > 0 { writeBlock() }
        if total > columns.keys.count / TextSegmentColumns.sparsity, columns.keys.count > 0 { writeBitmap() }
        writtenRows.removeAll(keepingCapacity: true)
        columns.letters.append(contentsOf: letters)
        columns.letterEnds.append(UInt32(columns.letters.count))
        columns.prefixes.append(TextSegmentColumns.prefix(letters))
        columns.counts.append(UInt32(total))
        columns.blockEnds.append(UInt32(columns.lastRows.count))
        (written, previous) = (0, 0)
    }

    private mutating func writeBitmap() {
        let start = columns.bitmaps.count
        columns.denseTerms.append(UInt32(columns.letterEnds.count))
        columns.bitmaps.append(
            contentsOf: repeatElement(0, count: TextSegmentColumns.words(rows: columns.keys.count)))
        columns.bitmaps.withUnsafeMutableBufferPointer { bitmaps in
            for row in writtenRows { bitmaps[start + Int(row / 64)] |= 1 << UInt64(row % 64) }
        }
    }

    private mutating func writeBlock() {
        writtenRows.append(contentsOf: rows[..<count])
        columns.offsets.append(UInt32(columns.postings.count))
        columns.positionOffsets.append(UInt32(columns.positions.count))
        writePositions()
        columns.lastRows.append(rows[count - 1])
        columns.bounds.append(ShareBound.bits(ShareBound.points.map { largestShare($0) }))
        columns.shapes.append((count == Kernels.block ? packed() : inBytes()).bits)
        previous = rows[count - 1]
        written += count
        count = 0
    }

    private mutating func writePositions() {
        let widest = positions.withUnsafeBufferPointer { $0.reduce(0, |) }
        let width = widest <= UInt8.max ? 1 : widest <= UInt16.max ? 2 : 4
        let start = columns.positions.count
        columns.positions.append(contentsOf: repeatElement(0, count: width * positions.count))
        columns.positions.withUnsafeMutableBytes { bytes in
            for (place, position) in positions.enumerated() {
                switch width {
                case 1: bytes[start + place] = UInt8(truncatingIfNeeded: position)
                case 2:
                    bytes.storeBytes(
                        of: UInt16(truncatingIfNeeded: position), toByteOffset: start + 2 * place, as: UInt16.self)
                default: bytes.storeBytes(of: position, toByteOffset: start + 4 * place, as: UInt32.self)
                }
            }
        }
        positions.removeAll(keepingCapacity: true)
    }

    /// The largest share of the term's weight at one of the bounds' points.
    private mutating func largestShare(_ point: Float) -> Float {
        let scoring = BM25.scoring(weight: 1, inverseLength: point / columns.meanLength)
        Kernels.best.score(
            scoring, rows: rows, texts: texts, titles: titles, count: count, lengths: lengths, into: &scores)
        // Shares are not negative, so that their bits are in their order: whole numbers are compared many at once.
        let largest = scores.withUnsafeBufferPointer { $0[..<count].reduce(UInt32(0)) { max($0, $1.bitPattern) } }
        return Float(bitPattern: largest)
    }

    private mutating func packed() -> BlockShape {
        var last = previous
        for place in 0..<count {
            differences[place] = rows[place] - last
            last = rows[place]
        }
        return BlockShape(
            count: count, rows: Self.pack(differences, &columns), texts: Self.pack(texts, &columns),
            titles: Self.pack(titles, &columns))
    }

    /// Appends a packed column and returns its width.
    private static func pack(_ numbers: [UInt32], _ columns: inout TextSegmentColumns) -> Int {
        let width = UInt32.bitWidth - numbers.reduce(0, |).leadingZeroBitCount
        let start = columns.postings.count
        columns.postings.append(contentsOf: repeatElement(0, count: width * 16))
        columns.postings.withUnsafeMutableBufferPointer { bytes in
            if let base = bytes.baseAddress { Kernels.best.pack(numbers, width: width, into: base + start) }
        }
        return width
    }

    private mutating func inBytes() -> BlockShape {
        for place in 0..<count {
            Self.append(rows[place] - previous, to: &columns.postings)
            Self.append(texts[place] << 1 | (titles[place] > 0 ? 1 : 0), to: &columns.postings)
            if titles[place] > 0 { Self.append(titles[place], to: &columns.postings) }
            previous = rows[place]
        }
        return BlockShape(count: count, rows: 0, texts: 0, titles: 0)
    }

    /// Appends a number in bytes.
    static func append(_ number: UInt32, to bytes: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

/// Reads numbers as ``PostingEncoder/append(_:to:)`` writes them; zeros where the bytes end too early.
struct ByteNumbers {
    private let bytes: UnsafeBufferPointer<UInt8>
    private(set) var offset: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, from offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    @inline(__always)
    mutating func next() -> UInt32 {
        var (number, shift) = (UInt32(0), UInt32(0))
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            number |= UInt32(byte & 0x7F) << shift
            guard byte & 0x80 != 0 else { return number }
            shift += 7
        }
        return 0
    }
}
