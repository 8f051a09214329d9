import Foundation
import Testing

@testable import Matrix

@Suite struct LinearLayerTests {
    /// Rows around the height of a tile and of several that ask ahead, inputs with and without a kernel of their own,
    /// outputs in whole panels or not.
    static let shapes = [
        (9, 384, 96), (17, 1536, 32), (34, 48, 64), (53, 384, 32), (97, 24, 32), (200, 384, 32),
        (1, 7, 32), (5, 384, 32), (12, 16, 64), (13, 33, 96), (26, 384, 64), (7, 1536, 32), (19, 40, 24),
    ]

    /// One shape with what the formula gives, in double precision, worked out once for all kernels.
    private struct Case {
        let rows, inputs, outputs: Int
        /// Two parts, one below the other, as queries and keys are.
        let weights, biases: [[Float]]
        let x: [Float]
        let sums: [Double]
    }

    private static let cases: [Case] = {
        var random = SplitMix(seed: 11)
        return shapes.map { rows, inputs, outputs in
            let x = random.floats(rows * inputs)
            let heights = [outputs / 4, outputs - outputs / 4]
            let weights = heights.map { random.floats($0 * inputs) }
            let biases = heights.map { random.floats($0) }
            return Case(
                rows: rows, inputs: inputs, outputs: outputs, weights: weights, biases: biases, x: x,
                sums: sums(x, weights.flatMap(\.self), biases.flatMap(\.self), inputs: inputs))
        }
    }()

    @Test(arguments: Kernels.available, [true, false])
    func outputsAreThoseOfTheFormula(kernels: Kernels, usingBLAS: Bool) {
        for one in Self.cases {
            let layer = Self.layer(
                one.weights, one.biases, inputs: one.inputs, kernels: kernels, usingBLAS: usingBLAS)
            #expect(layer.inputs == one.inputs && layer.outputs == one.outputs)
            for activation in [LinearLayer.Activation.none, .gelu] {
                let y = Self.apply(layer, one.x, rows: one.rows, activation)
                #expect(y.count == one.sums.count)
                let worst = zip(y, one.sums).reduce(0.0) { worst, pair in
                    let expected = activation == .none ? pair.1 : pair.1 * 0.5 * erfc(-pair.1 / 2.0.squareRoot())
                    let error = abs(Double(pair.0) - expected)
                    return error > worst || error.isNaN ? error : worst
                }
                #expect(worst < 1e-4, "\(kernels.name), \(one.rows) × \(one.inputs) × \(one.outputs)")
            }
        }
    }

    /// A part of the outputs comes to its own columns, as it would with all of them, and leaves the others alone.
    @Test(arguments: Kernels.available, [true, false])
    func aPartOfTheOutputsIsThatOfTheWhole(kernels: Kernels, usingBLAS: Bool) {
        for one in Self.cases {
            let layer = Self.layer(
                one.weights, one.biases, inputs: one.inputs, kernels: kernels, usingBLAS: usingBLAS)
            let whole = Self.apply(layer, one.x, rows: one.rows, .gelu)
            let split = EvenSplit(one.outputs, into: 3, granule: layer.granule)
            var parts = [Float](repeating: -7, count: whole.count)
            for part in 0..<split.parts {
                let before = parts
                Self.apply(layer, one.x, rows: one.rows, .gelu, outputs: split[part], into: &parts)
                let outside = parts.indices.filter { !split[part].contains($0 % one.outputs) }
                #expect(outside.allSatisfy { parts[$0] == before[$0] })
            }
            let worst = zip(parts, whole).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
            // BLAS may add in another order; our kernels do not.
            #expect(worst <= (layer.granule > 1 ? 0 : 1e-4), "\(kernels.name), \(one.rows) × \(one.outputs)")
        }
    }

    private static func layer(
        _ weights: [[Float]], _ biases: [[Float]], inputs: Int, kernels: Kernels, usingBLAS: Bool
    ) -> LinearLayer {
        weights[0].withUnsafeBufferPointer { first in
            weights[1].withUnsafeBufferPointer { second in
                biases[0].withUnsafeBufferPointer { firstBias in
                    biases[1].withUnsafeBufferPointer { secondBias in
                        let parts = [(first, firstBias), (second, secondBias)].compactMap { weights, bias in
                            weights.baseAddress.flatMap { weights in
                                bias.baseAddress.map {
                                    (weights: MatrixView(weights, rows: bias.count, columns: inputs), bias: $0)
                                }
                            }
                        }
                        return LinearLayer(parts, kernels: kernels, usingBLAS: usingBLAS)
                    }
                }
            }
        }
    }

    private static func apply(
        _ layer: LinearLayer, _ x: [Float], rows: Int, _ activation: LinearLayer.Activation
    ) -> [Float] {
        x.withUnsafeBufferPointer { x in
            [Float](unsafeUninitializedCapacity: rows * layer.outputs) { y, count in
                if let x = x.baseAddress, let y = y.baseAddress {
                    layer.apply(
                        to: MatrixView(x, rows: rows, columns: layer.inputs), activation,
                        into: MutableMatrixView(y, rows: rows, columns: layer.outputs))
                }
                count = rows * layer.outputs
            }
        }
    }

    private static func apply(
        _ layer: LinearLayer, _ x: [Float], rows: Int, _ activation: LinearLayer.Activation, outputs: Range<Int>,
        into y: inout [Float]
    ) {
        x.withUnsafeBufferPointer { x in
            y.withUnsafeMutableBufferPointer { y in
                if let x = x.baseAddress, let y = y.baseAddress {
                    layer.apply(
                        to: MatrixView(x, rows: rows, columns: layer.inputs), activation, outputs: outputs,
                        into: MutableMatrixView(y, rows: rows, columns: layer.outputs))
                }
            }
        }
    }

    private static func sums(_ x: [Float], _ weights: [Float], _ bias: [Float], inputs: Int) -> [Double] {
        stride(from: 0, to: x.count, by: inputs).flatMap { row in
            bias.indices.map { output in
                (0..<inputs).reduce(Double(bias[output])) {
                    $0 + Double(x[row + $1]) * Double(weights[output * inputs + $1])
                }
            }
        }
    }
}
