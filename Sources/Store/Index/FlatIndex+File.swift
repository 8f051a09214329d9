import Foundation
import Matrix

extension FlatIndex {
    static let magic = "BYLNFLT2"

    /// How many segments there are, and for each of them its rows' keys and slots, and their vectors.
    func writeRows(to blocks: BlockWriter) throws {
        var head = ByteWriter()
        head.append(Int64(snapshot.segments.count))
        try blocks.write(head.bytes)
        for segment in snapshot.segments {
            var rows = ByteWriter()
            rows.append(contentsOf: segment.keys)
            rows.append(contentsOf: segment.slots)
            try blocks.write(rows.bytes)
            try segment.vectors.withUnsafeBuffer { try blocks.write(ByteWriter.littleEndian($0)) }
        }
    }

    mutating func readRows(from blocks: inout BlockReader) throws {
        var head = ByteReader(try blocks.next())
        guard let segments = head.integer() else { throw BlockFile.Fault.damaged }
        for _ in 0..<max(0, segments) { try readSegment(from: &blocks) }
    }

    private mutating func readSegment(from blocks: inout BlockReader) throws {
        let data = try blocks.next()
        let count = data.count / 12
        var rows = ByteReader(data)
        guard let keys = rows.integers(count, as: Int64.self), let slots = rows.integers(count, as: Int32.self),
            slots.allSatisfy({ (0..<versions.count).contains(Int($0)) })
        else { throw BlockFile.Fault.damaged }
        let dimension = snapshot.dimension
        let vectors = try blocks.next()
        guard vectors.count == count * dimension * 4 else { throw BlockFile.Fault.damaged }
        guard count > 0, dimension > 0 else { return }
        try vectors.withUnsafeBytes { bytes in
            guard let floats = VectorBytes.decode(bytes, dimension: count * dimension) else {
                throw BlockFile.Fault.damaged
            }
            floats.withUnsafeBufferPointer { floats in
                for row in 0..<count {
                    append(
                        key: keys[row], version: versions[Int(slots[row])].id,
                        vector: UnsafeBufferPointer(rebasing: floats[(row * dimension)..<((row + 1) * dimension)]))
                }
            }
        }
    }
}
