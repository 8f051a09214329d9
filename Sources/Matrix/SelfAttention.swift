/// Multi-head attention within one sequence, `softmax(Q Kᵀ / √width) V` in each head (Vaswani et al. 2017,
/// arXiv:1706.03762, section 3.2).
///
/// Where a kernel of ours is the fastest (AVX2 and AVX-512, optimised builds), scores stay in the first cache; elsewhere
/// each head is two products by BLAS. A value without memory of its own.
public struct SelfAttention: Sendable {
    private let heads: Int
    private let width: Int
    private let kernels: Kernels
    private let isFused: Bool

    /// For so many heads, each `width` components wide.
    public init(heads: Int, width: Int) { self.init(heads: heads, width: width, kernels: .best, isFused: nil) }

    /// The same with the kernels given, fused or by BLAS, whatever is faster here; for tests and benchmarks.
    init(heads: Int, width: Int, kernels: Kernels, isFused: Bool?) {
        precondition(heads > 0 && width > 0, "\(heads) heads of \(width)")
        self.heads = heads
        self.width = width
        self.kernels = kernels
        self.isFused = isFused ?? kernels.prefersProduct
    }

    /// Floats of working memory for a sequence of `rows` tokens.
    public func scratch(rows: Int) -> Int {
        isFused ? kernels.attentionScratch(rows: rows, width: width) : rows * rows
    }

    /// Writes what each query gathers of the values to `output`. All have the heads side by side; queries, keys and
    /// values share one stride. `scratch` has the floats that ``scratch(rows:)`` says for the rows of `keys`. Blocks for
    /// 4 × queries × keys × heads × width operations.
    public func apply(
        queries: MatrixView, keys: MatrixView, values: MatrixView, scratch: UnsafeMutablePointer<Float>,
        into output: MutableMatrixView
    ) {
        precondition(keys.rows == values.rows && queries.rows == output.rows, "a value for each key, and an output")
        precondition(
            [queries.columns, keys.columns, values.columns, output.columns].allSatisfy { $0 == heads * width },
            "\(heads) heads of \(width)")
        precondition(queries.stride == keys.stride && keys.stride == values.stride, "one stride")
        guard keys.rows > 0, queries.rows > 0 else { return }
        if isFused {
            kernels.attention(queries, keys, values, width: width, heads: heads, scratch: scratch, into: output)
        } else {
            for head in 0..<heads { multiply(head, queries, keys, values, scratch, output) }
        }
    }

    private func multiply(
        _ head: Int, _ queries: MatrixView, _ keys: MatrixView, _ values: MatrixView,
        _ scratch: UnsafeMutablePointer<Float>, _ output: MutableMatrixView
    ) {
        func part(_ view: MatrixView) -> MatrixView {
            MatrixView(view.base + head * width, rows: view.rows, columns: width, stride: view.stride)
        }
        let scores = MutableMatrixView(scratch, rows: queries.rows, columns: keys.rows)
        Matrix.multiply(part(queries), .asStored, part(keys), .transposed, into: scores)
        kernels.softmax(scores, scale: 1 / Float(width).squareRoot())
        Matrix.multiply(
            MatrixView(scratch, rows: queries.rows, columns: keys.rows), .asStored, part(values),
            into: MutableMatrixView(
                output.base + head * width, rows: output.rows, columns: width, stride: output.stride))
    }
}
