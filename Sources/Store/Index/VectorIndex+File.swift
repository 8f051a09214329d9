import Foundation
import Matrix

extension VectorIndex {
    static let magic = "BYLNVEC3"

    /// What is told of a segment before its rows.
    private static let isSealed: Int64 = 1
    private static let isCluster: Int64 = 2
    private static let beginsTier: Int64 = 4

    /// How many segments there are, and for each: rows, flags, keys and slots; the spread and centre of a sealed one; the
    /// vectors; the codes of a sealed one.
    func writeRows(to blocks: BlockWriter) throws {
        var head = ByteWriter()
        head.append(Int64(snapshot.segments.count))
        try blocks.write(head.bytes)
        let starts = Set(snapshot.layout.tiers.map(\.segments.lowerBound))
        for (index, segment) in snapshot.segments.enumerated() {
            var rows = ByteWriter()
            let flags =
                (segment.codes == nil ? 0 : Self.isSealed) | (index < snapshot.clusters ? Self.isCluster : 0)
                | (starts.contains(index) ? Self.beginsTier : 0)
            for value in [Int64(segment.rows), flags] { rows.append(value) }
            rows.append(contentsOf: segment.keys)
            rows.append(contentsOf: segment.slots)
            if segment.codes != nil {
                let centre = [snapshot.centres.spreads[index]] + snapshot.centres.vectors[index]
                rows.append(contentsOf: centre.map(\.bitPattern))
            }
            try blocks.write(rows.bytes)
            try segment.checkVectors()
            try segment.vectors.withUnsafeBuffer { try blocks.write(UnsafeRawBufferPointer($0)) }
            if let codes = segment.codes {
                try segment.checkCodes()
                try codes.blocks.withUnsafeBuffer { try blocks.write(UnsafeRawBufferPointer($0)) }
            }
        }
    }

    /// Vectors and codes stay in the file, and are checked when a search first comes to them.
    mutating func readRows(from blocks: inout BlockReader) throws {
        #if _endian(big)
            // They are used where they lie, which is in the order of the other kind of machine.
            throw BlockFile.Fault.damaged
        #endif
        var head = ByteReader(try blocks.next())
        guard let count = head.integer() else { throw BlockFile.Fault.damaged }
        for _ in 0..<max(0, count) {
            var rows = ByteReader(try blocks.next())
            guard let count = rows.integer().map({ Int(clamping: $0) }), let flags = rows.integer(),
                let keys = rows.integers(count, as: Int64.self), let slots = rows.integers(count, as: Int32.self)
            else { throw BlockFile.Fault.damaged }
            var centre: (vector: [Float], spread: Float)?
            if flags & Self.isSealed != 0 {
                guard let bits = rows.integers(1 + snapshot.dimension, as: UInt32.self) else {
                    throw BlockFile.Fault.damaged
                }
                let values = bits.map(Float.init(bitPattern:))
                centre = (Array(values.dropFirst()), values[0])
            }
            let vectors = try blocks.nextUnread()
            let codes = centre == nil ? nil : try blocks.nextUnread()
            guard
                let segment = VectorSegment(
                    keys: keys, slots: slots, dimension: snapshot.dimension, vectors: vectors, codes: codes),
                state.count(rowsAt: slots),
                state.snapshot.append(
                    segment, centre: centre,
                    as: flags & Self.isCluster == 0 ? .loose : flags & Self.beginsTier == 0 ? .cluster : .firstOfTier)
            else { throw BlockFile.Fault.damaged }
        }
        state.snapshot.codeCentres()
    }
}
