import Foundation

extension FullTextIndex {
    static let magic = "BYLNTXT3"

    /// How many segments there are, and each.
    func writeRows(to blocks: BlockWriter) throws {
        var head = ByteWriter()
        head.append(Int64(snapshot.segments.count))
        try blocks.write(head.bytes)
        for segment in snapshot.segments { try blocks.write(segment.memory.bytes) }
    }

    /// Segments are used where they are mapped, after each byte was checked.
    mutating func readRows(from blocks: inout BlockReader) throws {
        var head = ByteReader(try blocks.next())
        guard let count = head.integer() else { throw BlockFile.Fault.damaged }
        for _ in 0..<max(0, count) {
            let block = try blocks.nextUnread()
            try block.check()
            guard let segment = TextSegment(SegmentMemory(block)), segment.isSound(slots: snapshot.versions.count)
            else { throw BlockFile.Fault.damaged }
            state.snapshot.segments.append(segment)
            guard state.count(rowsAt: Array(segment.slots)) else { throw BlockFile.Fault.damaged }
        }
    }
}
