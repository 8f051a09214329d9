/// The bytes of a segment, never written to again: columns of integers one behind the other, each at a multiple of
/// ``BlockWriter/alignment``. They are the same in memory and in a file, so that a file is used where it is mapped.
final class SegmentMemory: Sendable {
    // The memory is never written to once it is published.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    /// What the bytes belong to; nil where they are this one's own.
    private let file: UnreadBlock?

    /// Bytes of a mapped file, checked already.
    init(_ block: UnreadBlock) {
        bytes = block.bytes
        file = block
    }

    /// A copy of the columns.
    init(_ columns: [Column]) {
        let size = columns.reduce(0) { Self.aligned($0) + $1.size }
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: BlockWriter.alignment)
        var offset = 0
        for column in columns {
            let start = Self.aligned(offset)
            UnsafeMutableRawBufferPointer(rebasing: memory[offset..<start]).initializeMemory(
                as: UInt8.self, repeating: 0)
            column.copy(UnsafeMutableRawBufferPointer(rebasing: memory[start..<(start + column.size)]))
            offset = start + column.size
        }
        bytes = UnsafeRawBufferPointer(memory)
        file = nil
    }

    deinit {
        if file == nil { bytes.deallocate() }
    }

    private static func aligned(_ offset: Int) -> Int {
        (offset + BlockWriter.alignment - 1) / BlockWriter.alignment * BlockWriter.alignment
    }

    /// Integers of one kind.
    struct Column {
        let size: Int
        let copy: (UnsafeMutableRawBufferPointer) -> Void

        init(_ values: [some FixedWidthInteger]) {
            size = values.withUnsafeBytes(\.count)
            copy = { memory in values.withUnsafeBytes { memory.copyMemory(from: $0) } }
        }
    }

    /// Gives out columns in the order in which they were written.
    struct Reader {
        let memory: SegmentMemory
        private var offset = 0

        init(_ memory: SegmentMemory) { self.memory = memory }

        /// Nil where the bytes end too early.
        mutating func column<Value: FixedWidthInteger>(_ count: Int, of type: Value.Type) -> UnsafeBufferPointer<Value>?
        {
            let start = SegmentMemory.aligned(offset)
            let (size, overflows) = count.multipliedReportingOverflow(by: MemoryLayout<Value>.size)
            guard count >= 0, !overflows, start <= memory.bytes.count, memory.bytes.count - start >= size
            else { return nil }
            offset = start + size
            return UnsafeRawBufferPointer(rebasing: memory.bytes[start..<offset]).bindMemory(to: type)
        }

        /// Whether nothing follows.
        var isAtEnd: Bool { offset == memory.bytes.count }
    }
}

#if _endian(big)
    #error("Index files are used where they are mapped, and their integers are little-endian.")
#endif
