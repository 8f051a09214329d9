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

    /// Packs parts that share an input one below the other: each has a row of weights and a bias for each of its
    /// outputs. O(weights).
    public convenience init(_ parts: [(weights: MatrixView, bias: UnsafePointer<Float>)]) {
        self.init(parts, kernels: .best, usingBLAS: nil)
    }

    /// The same with the kernels given, or BLAS, whatever is faster here; for tests and benchmarks.
    init(_ parts: [(weights: MatrixView, bias: UnsafePointer<Float>)], kernels: Kernels, usingBLAS: Bool?) {
        let inputs = parts.first?.weights.columns ?? 0
        precondition(parts.allSatisfy { $0.weights.columns == inputs }, "parts with one number of inputs")
        outputs = parts.reduce(0) { $0 + $1.weights.rows }
        self.inputs = inputs
        self.kernels = kernels
        let fits = outputs.isMultiple(of: kernels.panel)
        isPacked = fits && !(usingBLAS ?? !kernels.prefersProduct)
        panel = isPacked ? kernels.panel : max(outputs, 1)
        weights = Self.allocate(inputs * outputs)
        bias = Self.allocate(outputs)
        var output = 0
        for part in parts {
            (bias + output).initialize(from: part.bias, count: part.weights.rows)
            for row in 0..<part.weights.rows {
                pack(part.weights.base + row * part.weights.stride, output: output)
                output += 1
            }
        }
    }

    deinit {
        weights.deallocate()
        bias.deallocate()
    }

    private func pack(_ row: UnsafePointer<Float>, output: Int) {
        var place = weights + output / panel * panel * inputs + output % panel
        for input in 0..<inputs {
            place.initialize(to: row[input])
            place += panel
        }
    }

    /// Writes the outputs for every row of `x` to `y`, on the calling thread; blocks for 2 × rows × inputs × outputs
    /// operations. Neither may have gaps between its rows, nor overlap the other.
    public func apply(to x: MatrixView, _ activation: Activation = .none, into y: MutableMatrixView) {
        precondition(
            x.columns == inputs && y.columns == outputs && x.rows == y.rows, "inputs and outputs of this layer")
        precondition(x.stride == inputs && y.stride == outputs, "rows without gaps")
        guard x.rows > 0, inputs > 0, outputs > 0 else { return }
        if isPacked {
            kernels.product(x, weights, bias: bias, gelu: activation == .gelu, into: y)
        } else {
            multiply(x, .asStored, MatrixView(weights, rows: inputs, columns: outputs), into: y)
            switch activation {
            case .none: kernels.addBias(bias, to: y)
            case .gelu: kernels.biasGELU(bias, in: y)
            }
        }
    }

    private static func allocate(_ floats: Int) -> UnsafeMutablePointer<Float> {
        let bytes = UnsafeMutableRawPointer.allocate(
            byteCount: max(floats, 1) * MemoryLayout<Float>.stride, alignment: FloatMatrix.alignment)
        return bytes.bindMemory(to: Float.self, capacity: max(floats, 1))
    }
}
