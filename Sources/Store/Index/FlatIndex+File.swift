import Foundation
import Matrix

extension FlatIndex {
    static let magic = "BYLNFLT1"

    /// Its rows' keys and slots, and their vectors.
    static func write(_ segment: FlatSnapshot.Segment, to blocks: BlockWriter) throws {
        var rows = ByteWriter()
        rows.append(contentsOf: segment.keys)
        rows.append(contentsOf: segment.slots.map(Int64.init))
        try blocks.write(rows.bytes)
        try segment.vectors.withUnsafeBuffer { try blocks.write(ByteWriter.littleEndian($0)) }
    }

    mutating func readSegment(from blocks: inout BlockReader) throws {
        let data = try blocks.next()
        let count = data.count / 16
        var rows = ByteReader(data)
        let versions = snapshot.versions
        guard let keys = rows.integers(count, as: Int64.self), let slots = rows.integers(count, as: Int64.self),
            slots.allSatisfy({ (0..<Int64(versions.count)).contains($0) })
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
