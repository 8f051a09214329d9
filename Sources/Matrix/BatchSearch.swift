import CKernels

/// Exact search for many queries at once: one product of rows and queries, from which the best are picked while the
/// scores are still in the cache.
///
/// Costs 2 × rows × queries × columns operations at the speed of the matrix product, some 10 times less a query than one
/// query at a time, which waits for memory.
public struct BatchSearch: Sendable {
    /// Rows whose scores are made at once, so that they stay in the second cache.
    private static let block = 96
    /// What the number of outputs of a layer must be a multiple of to be packed, whatever the instruction set.
    private static let step = 32

    private let layer: LinearLayer
    private let columns: Int
    private var best: [TopK]
    private var thresholds: [Float]
    private var scores: [Float]
    private var found: [UInt32]

    /// Packs the queries, all of `columns` components; each is to get its best `limit` rows.
    public init(_ queries: [[Float]], columns: Int, limit: Int) {
        self.columns = columns
        let padded = (max(queries.count, 1) + Self.step - 1) / Self.step * Self.step
        var matrix = FloatMatrix(columns: columns, rowCapacity: padded)
        for query in queries { matrix.append(query) }
        let nothing = [Float](repeating: 0, count: max(columns, padded))
        for _ in queries.count..<padded { matrix.append(Array(nothing[..<columns])) }
        layer = matrix.withUnsafeBuffer { elements in
            nothing.withUnsafeBufferPointer { bias in
                guard let base = elements.baseAddress, let bias = bias.baseAddress else { return LinearLayer([]) }
                return LinearLayer([(MatrixView(base, rows: padded, columns: columns), bias)])
            }
        }
        best = queries.map { _ in TopK(limit) }
        // Nothing reaches what is not a number: the padding finds nothing.
        thresholds =
            [Float](repeating: -.infinity, count: queries.count)
            + [Float](repeating: .nan, count: padded - queries.count)
        scores = [Float](repeating: 0, count: Self.block * padded)
        found = [UInt32](repeating: 0, count: Self.block * padded)
    }

    /// Shows whole rows; `name` gives what row i is to be called in the results, nil to leave it out. `offsets` holds what is added to
    /// each row's scores, if anything.
    public mutating func insert(
        _ rows: UnsafeBufferPointer<Float>, adding offsets: [Float] = [], name: (Int) -> Int?
    ) {
        precondition(rows.count.isMultiple(of: columns), "rows of \(columns) components")
        guard let base = rows.baseAddress, !best.isEmpty else { return }
        let count = rows.count / columns
        let width = layer.outputs
        for first in stride(from: 0, to: count, by: Self.block) {
            let height = min(Self.block, count - first)
            let hits = scores.withUnsafeMutableBufferPointer { scores in
                guard let output = scores.baseAddress else { return 0 }
                layer.apply(
                    to: MatrixView(base + first * columns, rows: height, columns: columns),
                    into: MutableMatrixView(output, rows: height, columns: width))
                for (row, offset) in offsets.dropFirst(first).prefix(height).enumerated() {
                    for column in (row * width)..<((row + 1) * width) { output[column] += offset }
                }
                return Kernels.best.table.pointee.reaching(output, height, width, thresholds, &found)
            }
            for place in found[..<hits] {
                let (row, query) = (Int(place) / width, Int(place) % width)
                guard let name = name(first + row) else { continue }
                best[query].insert(row: name, score: scores[Int(place)])
                thresholds[query] = best[query].threshold
            }
        }
    }

    /// The best rows of each query, in the order of the queries, best first.
    public func sorted() -> [[ScoredRow]] { best.map { $0.sorted() } }
}
