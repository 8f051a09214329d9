import CKernels

/// Codes of one bit a component for rows that share a centre, from which inner products are estimated without bias and
/// with a known spread (Gao and Long 2024, "RaBitQ", arXiv:2405.12497).
///
/// A row's code is the signs of its difference from the centre, turned at random, and one float. The closer rows lie to
/// their centre, the better the estimates. Memory: columns / 8 + 4 bytes a row, in blocks of 64 rows.
public struct SignCodes: Sendable {
    /// Rows that stand together: see `scan.h`.
    static let blockRows = 64

    /// Components of a row.
    public let columns: Int
    /// How many rows are coded.
    public let rows: Int
    /// Blocks of codes and scales, opaque: for files.
    public let blocks: FloatMatrix

    /// Bytes of a row's code: whole eights of components, and of these whole fours.
    static func pairs(columns: Int) -> Int { (columns + 31) / 32 * 4 }
    /// Floats that a block takes.
    public static func blockFloats(columns: Int) -> Int { blockRows * (pairs(columns: columns) / 4 + 1) }
    /// Blocks that so many rows take.
    public static func blockCount(rows: Int) -> Int { (rows + blockRows - 1) / blockRows }

    /// Codes of `elements`, whole rows of as many components as `centre` has, in `memory` where it has the room. O(rows × columns ×
    /// log columns).
    public init(
        _ elements: UnsafeBufferPointer<Float>, centre: [Float], rotation: RandomRotation, kernels: Kernels = .best,
        in memory: WeightMemory? = nil
    ) {
        precondition(centre.count == rotation.columns && !centre.isEmpty, "a centre of \(rotation.columns) components")
        columns = centre.count
        rows = elements.count / centre.count
        let columns = columns
        let pairs = Self.pairs(columns: columns)
        var blocks = FloatMatrix(
            rows: Self.blockCount(rows: rows), columns: Self.blockFloats(columns: columns), in: memory)
        var row = [Float](repeating: 0, count: columns)
        var scratch = row
        blocks.withUnsafeMutableBuffer { blocks in
            row.withUnsafeMutableBufferPointer { row in
                scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let base = blocks.baseAddress, let x = row.baseAddress else { return }
                    for index in 0..<(elements.count / columns) {
                        let source = index * columns
                        for column in 0..<columns { row[column] = elements[source + column] - centre[column] }
                        rotation.apply(to: row, scratch: scratch, kernels: kernels)
                        let block = base + index / Self.blockRows * Self.blockFloats(columns: columns)
                        block.withMemoryRebound(to: UInt8.self, capacity: Self.blockFloats(columns: columns) * 4) {
                            kernels.table.pointee.encode_row(x, columns, pairs, index % Self.blockRows, $0)
                        }
                    }
                }
            }
        }
        self.blocks = blocks
    }

    /// Codes that were made before; nil where the blocks are not as many or as large as they must be.
    public init?(rows: Int, columns: Int, blocks: FloatMatrix) {
        guard rows >= 0, columns > 0, blocks.columns == Self.blockFloats(columns: columns),
            blocks.rows == Self.blockCount(rows: rows)
        else { return nil }
        self.rows = rows
        self.columns = columns
        self.blocks = blocks
    }
}
