import Matrix

/// The table of distances that the layers of a DeBERTa model share, normalised where the model does that.
struct DistanceTable {
    private let positions: RelativePositions
    private var rows: FloatMatrix

    init(
        _ table: TensorFloats, norm: BERTWeights.Norm?, positions: RelativePositions, configuration: BERTConfiguration
    ) {
        self.positions = positions
        let hidden = configuration.hidden
        rows = FloatMatrix(columns: hidden, rowCapacity: 2 * positions.span)
        withExtendedLifetime(table) {
            rows.append(contentsOf: UnsafeBufferPointer(start: table.base, count: table.count))
        }
        guard let norm else { return }
        let count = rows.rows
        rows.withUnsafeMutableBuffer { buffer in
            guard let base = buffer.baseAddress else { return }
            Kernels.best.layerNorm(
                MatrixView(base, rows: count, columns: hidden), gain: norm.gain.base, shift: norm.shift.base,
                epsilon: configuration.layerNormEpsilon, into: MutableMatrixView(base, rows: count, columns: hidden))
        }
    }

    /// What a layer's projection of tokens makes of distances (`share_att_key`): 8 × span × hidden bytes. Takes 12 × span ×
    /// hidden² operations once, which would otherwise be due for every batch.
    func projected(by projection: LinearLayer) -> DistanceTables {
        let (count, hidden) = (rows.rows, rows.columns)
        var projected = FloatMatrix(rows: count, columns: projection.outputs)
        projected.withUnsafeMutableBuffer { output in
            rows.withUnsafeBuffer { input in
                guard let input = input.baseAddress, let output = output.baseAddress else { return }
                projection.apply(
                    to: MatrixView(input, rows: count, columns: hidden),
                    into: MutableMatrixView(output, rows: count, columns: projection.outputs))
            }
        }
        // Values of distances are not wanted.
        var tables = FloatMatrix(columns: 2 * hidden, rowCapacity: count)
        projected.withUnsafeBuffer { buffer in
            for row in 0..<count {
                let start = row * projection.outputs
                tables.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[start..<(start + 2 * hidden)]))
            }
        }
        return DistanceTables(tables: tables, hasKeys: positions.hasKeys, hasQueries: positions.hasQueries)
    }
}

/// Queries and keys of distances in one layer, side by side.
struct DistanceTables: Sendable {
    fileprivate let tables: FloatMatrix
    fileprivate let hasKeys: Bool
    fileprivate let hasQueries: Bool

    /// The tables as attention takes them, as long as `body` runs; `rows` has the row of each distance.
    func withDistances(_ rows: UnsafeBufferPointer<Int32>, _ body: (DisentangledAttention.Distances) -> Void) {
        let (count, hidden) = (tables.rows, tables.columns / 2)
        tables.withUnsafeBuffer { buffer in
            guard let base = buffer.baseAddress else { return }
            let queries = MatrixView(base, rows: count, columns: hidden, stride: 2 * hidden)
            let keys = MatrixView(base + hidden, rows: count, columns: hidden, stride: 2 * hidden)
            body(
                DisentangledAttention.Distances(
                    keys: hasKeys ? keys : nil, queries: hasQueries ? queries : nil, rows: rows))
        }
    }
}
