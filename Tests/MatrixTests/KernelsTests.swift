import Foundation
import Matrix
import Testing

/// Every instruction set against the formula in double precision, at lengths around the widths of the registers.
@Suite struct KernelsTests {
    static let lengths = [0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 384, 385]

    @Test func thePortableKernelsAreAlwaysThere() {
        #expect(Kernels.available.first?.name == "portable")
        #expect(Kernels.available.last?.name == Kernels.best.name)
    }

    @Test(arguments: Kernels.available)
    func dotProductsAreThoseOfTheFormula(kernels: Kernels) {
        var random = SplitMix(seed: 1)
        for length in Self.lengths {
            let a = random.floats(length)
            let b = random.floats(length)
            let expected = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(Double(kernels.dot(a, b)) - expected) < 1e-4, "\(kernels.name), \(length)")
        }
    }

    @Test(arguments: Kernels.available)
    func dotProductsOfCodesAreExact(kernels: Kernels) {
        var random = SplitMix(seed: 2)
        for length in Self.lengths {
            let a = (0..<length).map { _ in Int8.random(in: -128...127, using: &random) }
            let b = (0..<length).map { _ in Int8.random(in: -128...127, using: &random) }
            let expected = zip(a, b).reduce(Int32(0)) { $0 + Int32($1.0) * Int32($1.1) }
            #expect(kernels.dot(a, b) == expected, "\(kernels.name), \(length)")
        }
        let extreme = [Int8](repeating: -128, count: 4096)
        #expect(kernels.dot(extreme, extreme) == 4096 * 128 * 128)
    }

    @Test(arguments: Kernels.available)
    func dotProductsWithCodesAreThoseOfTheFormula(kernels: Kernels) {
        var random = SplitMix(seed: 3)
        for length in Self.lengths {
            let a = random.floats(length)
            let b = (0..<length).map { _ in Int8.random(in: -128...127, using: &random) }
            let expected = zip(a, b).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            #expect(abs(Double(kernels.dot(a, codes: b)) - expected) < 1e-2, "\(kernels.name), \(length)")
        }
    }

    @Test(arguments: Kernels.available)
    func geluIsTheFormWithTheErrorFunction(kernels: Kernels) {
        var x = stride(from: Float(-12), through: 12, by: 0.0007).map { $0 } + [0, -0.0, 1e-30, 100, -100, 3e38]
        let bias = (0..<x.count).map { Float($0 % 3) * 0.125 }
        let inputs = zip(x, bias).map { Double($0.0 + $0.1) }
        apply(to: &x) { kernels.biasGELU(bias, in: $0) }
        for (value, input) in zip(x, inputs) {
            let expected = input * 0.5 * erfc(-input / 2.0.squareRoot())
            #expect(abs(Double(value) - expected) <= max(1e-6, abs(expected) * 1e-7), "\(kernels.name), \(input)")
        }
    }

    @Test(arguments: Kernels.available)
    func softmaxAddsUpToOneAndIsTheFormula(kernels: Kernels) {
        var random = SplitMix(seed: 3)
        for length in Self.lengths where length > 0 {
            var x = random.floats(length).map { $0 * 40 - 500 }
            let scaled = x.map { Double($0) * 0.25 }
            let peak = scaled.max() ?? 0
            let total = scaled.reduce(0) { $0 + exp($1 - peak) }
            apply(to: &x) { kernels.softmax($0, scale: 0.25) }
            for (value, input) in zip(x, scaled) {
                #expect(abs(Double(value) - exp(input - peak) / total) < 2e-6, "\(kernels.name), \(length)")
            }
            #expect(abs(x.reduce(0, +) - 1) < 1e-5)
        }
        var steep: [Float] = [-1e30, 0, -200]
        apply(to: &steep) { kernels.softmax($0) }
        #expect(steep == [0, 1, 0])
    }

    @Test(arguments: Kernels.available)
    func layerNormTakesBiasAndResidualAlong(kernels: Kernels) {
        var random = SplitMix(seed: 4)
        for columns in Self.lengths where columns > 1 {
            let rows = 3
            let x = random.floats(rows * columns)
            let residual = random.floats(rows * columns)
            let (bias, gain, shift) = (random.floats(columns), random.floats(columns), random.floats(columns))
            var fused = residual
            fused.withUnsafeMutableBufferPointer { output in
                guard let base = output.baseAddress else { return }
                x.withUnsafeBufferPointer { x in
                    guard let x = x.baseAddress else { return }
                    kernels.layerNorm(
                        MatrixView(x, rows: rows, columns: columns), bias: bias, residual: base, gain: gain,
                        shift: shift, epsilon: 1e-12, into: MutableMatrixView(base, rows: rows, columns: columns))
                }
            }
            for row in 0..<rows {
                let sums = (0..<columns).map {
                    Double(x[row * columns + $0]) + Double(bias[$0]) + Double(residual[row * columns + $0])
                }
                let mean = sums.reduce(0, +) / Double(columns)
                let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
                for column in 0..<columns {
                    let normal = (sums[column] - mean) / (variance + 1e-12).squareRoot()
                    let expected = normal * Double(gain[column]) + Double(shift[column])
                    #expect(abs(Double(fused[row * columns + column]) - expected) < 2e-5, "\(kernels.name), \(columns)")
                }
            }
        }
    }

    @Test(arguments: Kernels.available)
    func meansAndLengths(kernels: Kernels) {
        var random = SplitMix(seed: 5)
        let x = random.floats(5 * 33)
        var mean = x.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { kernels.mean(MatrixView($0, rows: 5, columns: 33)) } ?? []
        }
        for column in 0..<33 {
            let expected = (0..<5).reduce(Float(0)) { $0 + x[$1 * 33 + column] } / 5
            #expect(abs(mean[column] - expected) < 1e-6)
        }
        kernels.normalise(&mean)
        #expect(abs(kernels.dot(mean, mean) - 1) < 1e-6)
        var zero = [Float](repeating: 0, count: 33)
        kernels.normalise(&zero)
        #expect(zero == [Float](repeating: 0, count: 33))
    }

    @Test(arguments: Kernels.available)
    func codesAreWithinHalfAStep(kernels: Kernels) {
        var random = SplitMix(seed: 6)
        for length in Self.lengths where length > 0 {
            let x = random.floats(length)
            let (codes, scale) = kernels.quantise(x)
            #expect(codes.contains(127) || codes.contains(-127))
            for (code, value) in zip(codes, x) { #expect(abs(Float(code) * scale - value) <= scale * 0.5001) }
        }
        #expect(kernels.quantise([0, 0, -0.0]).scale == 0)
        #expect(kernels.quantise([1, .infinity, .nan]).codes == [0, 0, 0])
        #expect(kernels.quantise([.nan, 1]).scale == 0)
    }

    private func apply(to x: inout [Float], _ body: (MutableMatrixView) -> Void) {
        let count = x.count
        x.withUnsafeMutableBufferPointer {
            if let base = $0.baseAddress { body(MutableMatrixView(base, rows: 1, columns: count)) }
        }
    }
}
