/// A linear layer, `y = x Wᵀ + b`, with its weights packed once for many products.
///
/// Where a kernel of ours is the fastest (AVX2 and AVX-512, optimised builds), the weights stand in the panels that it
/// reads; elsewhere they are one transposed matrix for BLAS. Owns a copy: 4 bytes a weight.
public final class LinearLayer: @unchecked Sendable {
    // `Sendable` since the memory is not written to after `init`.

    /// What comes after the sum.
    public enum Activation: Sendable, Hashable {
        /// Nothing.
        case none
        /// The Gaussian error linear unit.
        case gelu
    }

    /// Components of an input.
    public let inputs: Int
    /// Components of an output.
    public let outputs: Int
    private let kernels: Kernels
    /// Outputs that stand side by side in memory; all of them for BLAS.
    private let panel: Int
    private let isPacked: Bool
    private let weights: UnsafeMutablePointer<Float>
    private let bias: UnsafeMutablePointer<Float>
    private let memory: WeightMemory

    /// Packs parts that share an input one below the other: each has a row of weights and a bias for each of its
    /// outputs. O(weights); they go into `memory` where it is given and has room.
    public convenience init(
        _ parts: [(weights: MatrixView, bias: UnsafePointer<Float>)], in memory: WeightMemory? = nil
    ) {
        self.init(parts, in: memory, kernels: .best, usingBLAS: nil)
    }

    /// The same with the kernels given, or BLAS, whatever is faster here; for tests and benchmarks.
    init(
        _ parts: [(weights: MatrixView, bias: UnsafePointer<Float>)], in memory: WeightMemory? = nil, kernels: Kernels,
        usingBLAS: Bool?
    ) {
        let inputs = parts.first?.weights.columns ?? 0
        precondition(parts.allSatisfy { $0.weights.columns == inputs }, "parts with one number of inputs")
        outputs = parts.reduce(0) { $0 + $1.weights.rows }
        self.inputs = inputs
        self.kernels = kernels
        let fits = outputs.isMultiple(of: kernels.panel)
        isPacked = fits && !(usingBLAS ?? !kernels.prefersProduct)
        panel = isPacked ? kernels.panel : max(outputs, 1)
        let floats = WeightMemory.room(inputs * outputs) + WeightMemory.room(outputs)
        let place = memory?.take(floats)
        let own = place == nil ? WeightMemory(floats: floats) : nil
        self.memory = own ?? memory ?? WeightMemory(floats: 0)
        weights = place ?? self.memory.base
        bias = weights + WeightMemory.room(inputs * outputs)
        var output = 0
        for part in parts {
            (bias + output).initialize(from: part.bias, count: part.weights.rows)
            pack(part.weights, from: output)
            output += part.weights.rows
        }
    }

    private func pack(_ part: MatrixView, from first: Int) {
        var row = 0
        while row < part.rows {
            let output = first + row
            let count = min(panel - output % panel, part.rows - row)
            pack(
                MatrixView(part.base + row * part.stride, rows: count, columns: inputs, stride: part.stride),
                into: weights + output / panel * panel * inputs + output % panel)
            row += count
        }
    }

    /// Transposes rows of one panel, a cache line of each at a time, so that what is written to stays in the first cache.
    private func pack(_ rows: MatrixView, into panelStart: UnsafeMutablePointer<Float>) {
        let line = 16
        for first in stride(from: 0, to: inputs, by: line) {
            let count = min(line, inputs - first)
            for row in 0..<rows.rows {
                let source = rows.base + (row &* rows.stride &+ first)
                var target = panelStart + (first &* panel &+ row)
                for index in 0..<count {
                    target.initialize(to: source[index])
                    target += panel
                }
            }
        }
    }

    /// Outputs come in whole multiples of so many where only a part of them is asked for.
    public var granule: Int { isPacked ? panel : 1 }

    /// Writes the outputs for every row of `x` to `y`, on the calling thread; blocks for 2 × rows × inputs × outputs
    /// operations. Neither may have gaps between its rows, nor overlap the other.
    ///
    /// - Parameter part: the outputs that are asked for, all of them where nothing is said, in multiples of ``granule``. Each comes to
    ///   its own column of `y`, whose others stay as they are.
    public func apply(
        to x: MatrixView, _ activation: Activation = .none, outputs part: Range<Int>? = nil, into y: MutableMatrixView
    ) {
        precondition(
            x.columns == inputs && y.columns == outputs && x.rows == y.rows, "inputs and outputs of this layer")
        precondition(x.stride == inputs && y.stride == outputs, "rows without gaps")
        let part = part ?? 0..<outputs
        precondition(
            part.lowerBound >= 0 && part.upperBound <= outputs && part.lowerBound.isMultiple(of: granule)
                && part.count.isMultiple(of: granule), "outputs \(part) of \(outputs)")
        guard x.rows > 0, inputs > 0, !part.isEmpty else { return }
        let y = MutableMatrixView(y.base + part.lowerBound, rows: y.rows, columns: part.count, stride: y.stride)
        let bias = bias + part.lowerBound
        if isPacked {
            return kernels.product(
                x, weights + part.lowerBound * inputs, bias: bias, gelu: activation == .gelu, into: y)
        }
        let weights = MatrixView(weights + part.lowerBound, rows: inputs, columns: part.count, stride: outputs)
        multiply(x, .asStored, weights, into: y)
        switch activation {
        case .none: kernels.addBias(bias, to: y)
        case .gelu: kernels.biasGELU(bias, in: y)
        }
    }
}
