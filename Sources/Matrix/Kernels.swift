import CKernels

/// The vector kernels of one instruction set, chosen when the process starts, so that one binary serves every machine.
///
/// Functions block for their work and run on the calling thread. Buffers need no alignment. The mathematics, with the
/// accuracy of each function, stands in `CKernels.h`.
public struct Kernels: Sendable {
    // The tables are constants of the C module: never written, never freed.
    nonisolated(unsafe) let table: UnsafePointer<byline_kernels>

    /// The fastest that this processor can run.
    public static let best = Kernels(table: byline_kernels_best())

    /// All that this processor can run, the portable ones first; for tests and benchmarks.
    public static let available: [Kernels] = {
        var tables = [UnsafePointer<byline_kernels>?](repeating: nil, count: 8)
        let count = byline_kernels_available(&tables, tables.count)
        return tables.prefix(count).compactMap { $0.map(Kernels.init) }
    }()

    private init(table: UnsafePointer<byline_kernels>) {
        self.table = table
    }

    /// The instruction set: `portable`, `avx2` or `avx512`.
    public var name: String { String(cString: table.pointee.name) }

    /// Inner products of `query` with every row of `rows`; one float of `scores` for each.
    public func dot(
        _ query: UnsafeBufferPointer<Float>, rows: UnsafeBufferPointer<Float>,
        into scores: UnsafeMutableBufferPointer<Float>
    ) {
        precondition(rows.count == query.count * scores.count, "\(scores.count) rows of \(query.count)")
        guard let left = query.baseAddress, let right = rows.baseAddress, let output = scores.baseAddress else {
            return scores.update(repeating: 0)
        }
        table.pointee.dot_rows(left, right, scores.count, query.count, output)
    }

    /// The same for codes of eight bits; exact.
    public func dot(
        _ query: UnsafeBufferPointer<Int8>, rows: UnsafeBufferPointer<Int8>,
        into scores: UnsafeMutableBufferPointer<Int32>
    ) {
        precondition(rows.count == query.count * scores.count, "\(scores.count) rows of \(query.count)")
        precondition(query.count <= 131_072, "an exact sum of \(query.count) products")
        guard let left = query.baseAddress, let right = rows.baseAddress, let output = scores.baseAddress else {
            return scores.update(repeating: 0)
        }
        table.pointee.dot_rows_int8(left, right, scores.count, query.count, output)
    }

    /// Inner product of two vectors of one length.
    public func dot(_ left: [Float], _ right: [Float]) -> Float {
        var score: Float = 0
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                withUnsafeMutablePointer(to: &score) {
                    dot(left, rows: right, into: UnsafeMutableBufferPointer(start: $0, count: 1))
                }
            }
        }
        return score
    }

    /// Inner product of two vectors of codes of one length.
    public func dot(_ left: [Int8], _ right: [Int8]) -> Int32 {
        var score: Int32 = 0
        left.withUnsafeBufferPointer { left in
            right.withUnsafeBufferPointer { right in
                withUnsafeMutablePointer(to: &score) {
                    dot(left, rows: right, into: UnsafeMutableBufferPointer(start: $0, count: 1))
                }
            }
        }
        return score
    }

    /// Inner product of a vector with one of codes, of one length.
    public func dot(_ query: [Float], codes: [Int8]) -> Float {
        precondition(query.count == codes.count, "codes of \(codes.count) for \(query.count) components")
        return table.pointee.dot_codes(query, codes, query.count)
    }

    /// Outputs that stand side by side in the weights of ``product(_:_:bias:gelu:into:)``.
    var panel: Int { table.pointee.panel }

    /// Whether that product is faster than a BLAS here.
    var prefersProduct: Bool { table.pointee.prefers_product != 0 }

    /// `y = x × weights + bias`, and its Gaussian error linear unit, with weights packed as `CKernels.h` says.
    func product(
        _ x: MatrixView, _ weights: UnsafePointer<Float>, bias: UnsafePointer<Float>, gelu: Bool,
        into y: MutableMatrixView
    ) {
        precondition(x.stride == x.columns && x.rows == y.rows, "rows without gaps, and an output for each")
        precondition(y.columns.isMultiple(of: panel), "\(y.columns) outputs in panels of \(panel)")
        table.pointee.product(x.base, x.rows, x.columns, weights, bias, gelu ? 1 : 0, y.base, y.columns, y.stride)
    }

    /// Floats that ``attention(_:_:_:width:heads:scratch:into:)`` works in.
    func attentionScratch(rows: Int, width: Int) -> Int { table.pointee.attention_scratch(rows, width) }

    /// What ``SelfAttention`` is, over views that it has checked.
    func attention(
        _ queries: MatrixView, _ keys: MatrixView, _ values: MatrixView, width: Int, heads: Int,
        scratch: UnsafeMutablePointer<Float>, into output: MutableMatrixView
    ) {
        table.pointee.attention(
            queries.base, queries.rows, keys.base, values.base, keys.rows, keys.stride, width, heads, output.base,
            output.stride, scratch)
    }

    /// Adds `bias` to every row of `x`.
    public func addBias(_ bias: UnsafePointer<Float>, to x: MutableMatrixView) {
        guard x.stride != x.columns else { return table.pointee.add_bias(x.base, bias, x.rows, x.columns) }
        for row in 0..<x.rows { table.pointee.add_bias(x.base + row * x.stride, bias, 1, x.columns) }
    }

    /// Adds `bias` to every row of `x` and takes the Gaussian error linear unit of it.
    public func biasGELU(_ bias: UnsafePointer<Float>, in x: MutableMatrixView) {
        guard x.stride != x.columns else { return table.pointee.bias_gelu(x.base, bias, x.rows, x.columns) }
        for row in 0..<x.rows { table.pointee.bias_gelu(x.base + row * x.stride, bias, 1, x.columns) }
    }

    /// Replaces every row of `x` by the softmax of `scale` times it.
    public func softmax(_ x: MutableMatrixView, scale: Float = 1) {
        for row in 0..<x.rows { table.pointee.softmax(x.base + row * x.stride, scale, x.columns) }
    }

    /// Writes the layer norm of `x + bias + residual` to `output`, which may be `x` or `residual`.
    public func layerNorm(
        _ x: MatrixView, bias: UnsafePointer<Float>? = nil, residual: UnsafePointer<Float>? = nil,
        gain: UnsafePointer<Float>, shift: UnsafePointer<Float>, epsilon: Float, into output: MutableMatrixView
    ) {
        precondition(x.stride == x.columns && output.stride == x.columns, "rows without gaps")
        precondition(output.rows == x.rows && output.columns == x.columns, "an output of the input's shape")
        table.pointee.layer_norm(x.base, bias, residual, gain, shift, epsilon, output.base, x.rows, x.columns)
    }

    /// The mean of the rows of `x`; zeros where there are none.
    public func mean(_ x: MatrixView) -> [Float] {
        precondition(x.stride == x.columns, "rows without gaps")
        return [Float](unsafeUninitializedCapacity: x.columns) { buffer, count in
            if let output = buffer.baseAddress { table.pointee.mean_rows(x.base, x.rows, x.columns, output) }
            count = x.columns
        }
    }

    /// Scales a vector to the Euclidean length 1; a zero vector stays as it is.
    public func normalise(_ x: inout [Float]) {
        let count = x.count
        x.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { table.pointee.normalise(base, count) }
        }
    }

    /// Rounds a vector to codes of eight bits and their common scale: component i is `Float(codes[i]) * scale`, to
    /// within half of the scale.
    public func quantise(_ x: [Float]) -> (codes: [Int8], scale: Float) {
        var scale: Float = 0
        let codes = [Int8](unsafeUninitializedCapacity: x.count) { buffer, count in
            if let output = buffer.baseAddress { scale = table.pointee.quantise(x, x.count, output) }
            count = x.count
        }
        return (codes, scale)
    }
}

extension FloatMatrix {
    /// Inner products of `query` with every row.
    public func dot(_ query: [Float]) -> [Float] {
        precondition(query.count == columns, "a query of \(query.count) for \(columns) columns")
        return [Float](unsafeUninitializedCapacity: rows) { buffer, count in
            let scores = UnsafeMutableBufferPointer(rebasing: buffer[..<rows])
            query.withUnsafeBufferPointer { query in
                withUnsafeBuffer { Kernels.best.dot(query, rows: $0, into: scores) }
            }
            count = rows
        }
    }

    /// The best `limit` rows by inner product with `query`. Scores are made in blocks that stay in the cache.
    public func best(_ limit: Int, for query: [Float]) -> [ScoredRow] {
        var best = TopK(limit)
        let block = 1024
        var scores = [Float](repeating: 0, count: min(block, rows))
        withUnsafeBuffer { elements in
            query.withUnsafeBufferPointer { query in
                for first in stride(from: 0, to: rows, by: block) {
                    let count = min(block, rows - first)
                    let slice = elements[(first * columns)..<((first + count) * columns)]
                    scores.withUnsafeMutableBufferPointer {
                        let part = UnsafeMutableBufferPointer(rebasing: $0[..<count])
                        Kernels.best.dot(query, rows: UnsafeBufferPointer(rebasing: slice), into: part)
                        best.insert(UnsafeBufferPointer(part), firstRow: first)
                    }
                }
            }
        }
        return best.sorted()
    }
}
