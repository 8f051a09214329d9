/// The positions of a block's postings: differences of one, two or four bytes each, as ``PostingEncoder`` writes them.
///
/// None where the block is of another size, as of a phrase, which keeps no positions, or of a damaged file.
struct BlockPositions {
    private let base: UnsafeRawPointer?
    private let width: Int
    private let count: Int

    /// - Parameter count: how many there must be.
    init(_ base: UnsafePointer<UInt8>?, bytes: Int, count: Int) {
        let width = count > 0 ? bytes / count : 0
        let isWhole = width * count == bytes && (width == 1 || width == 2 || width == 4)
        self.base = base.map { UnsafeRawPointer($0) }
        self.width = width
        self.count = base != nil && isWhole ? count : 0
    }

    /// Writes the running sums of `count` differences from `start` on; returns how many there are.
    @inline(__always)
    func read(_ start: Int, _ count: Int, into sums: UnsafeMutablePointer<UInt32>) -> Int {
        guard let base, start + count <= self.count else { return 0 }
        switch width {
        case 1: Self.add(base + start, as: UInt8.self, count, into: sums)
        case 2: Self.add(base + 2 * start, as: UInt16.self, count, into: sums)
        default: Self.add(base + 4 * start, as: UInt32.self, count, into: sums)
        }
        return count
    }

    @inline(__always)
    private static func add<Number: FixedWidthInteger & BitwiseCopyable>(
        _ base: UnsafeRawPointer, as type: Number.Type, _ count: Int, into sums: UnsafeMutablePointer<UInt32>
    ) {
        var sum: UInt32 = 0
        for place in 0..<count {
            let number = base.loadUnaligned(fromByteOffset: place * MemoryLayout<Number>.size, as: type)
            sum &+= UInt32(truncatingIfNeeded: number)
            sums[place] = sum
        }
    }

    /// All differences.
    var all: [UInt32] {
        guard let base else { return [] }
        return [UInt32](unsafeUninitializedCapacity: count) { numbers, written in
            for place in 0..<count {
                numbers[place] =
                    switch width {
                    case 1: UInt32(base.load(fromByteOffset: place, as: UInt8.self))
                    case 2: UInt32(base.loadUnaligned(fromByteOffset: 2 * place, as: UInt16.self))
                    default: base.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)
                    }
            }
            written = count
        }
    }
}
