import Foundation
import Testing

@testable import Matrix

/// Every instruction set, fused and by BLAS, against the formula in double precision.
@Suite struct SelfAttentionTests {
    /// Queries, keys, heads and width: around the heights of tiles and the widths of panels, and fewer queries than keys.
    static let shapes = [
        (1, 1, 1, 1), (1, 9, 2, 32), (5, 5, 3, 8), (12, 12, 1, 64), (13, 13, 2, 20), (33, 33, 2, 32), (7, 70, 1, 48),
        (65, 65, 1, 33),
    ]

    @Test(arguments: Kernels.available, [true, false])
    func gathersWhatTheFormulaSays(kernels: Kernels, isFused: Bool) {
        var random = SplitMix(seed: 21)
        for (queries, keys, heads, width) in Self.shapes {
            // Queries, keys and values stand side by side, and a component of another matrix behind them.
            let stride = 3 * heads * width + 1
            let projections = random.floats(max(queries, keys) * stride).map { $0 * 4 }
            let attention = SelfAttention(heads: heads, width: width, kernels: kernels, isFused: isFused)
            let output = Self.apply(attention, projections, queries, keys, columns: heads * width, stride: stride)
            for head in 0..<heads {
                for row in 0..<queries {
                    let expected = Self.gathered(projections, row, keys, head, width, columns: heads * width, stride)
                    for (column, value) in expected.enumerated() {
                        let found = Double(output[row * heads * width + head * width + column])
                        #expect(abs(found - value) < 2e-5, "\(kernels.name), \(queries) × \(keys) × \(width)")
                    }
                }
            }
        }
    }

    /// Scores far apart are weights of 1 and 0, not of infinity and NaN.
    @Test(arguments: Kernels.available, [true, false])
    func extremeScoresStayFinite(kernels: Kernels, isFused: Bool) {
        let (rows, width) = (20, 16)
        var projections = [Float](repeating: 0, count: rows * 3 * width)
        for row in 0..<rows {
            for column in 0..<width {
                projections[row * 3 * width + column] = 100
                projections[row * 3 * width + width + column] = row == 7 ? 100 : -100
                projections[row * 3 * width + 2 * width + column] = Float(row)
            }
        }
        let attention = SelfAttention(heads: 1, width: width, kernels: kernels, isFused: isFused)
        let output = Self.apply(attention, projections, rows, rows, columns: width, stride: 3 * width)
        for value in output { #expect(abs(value - 7) < 1e-5, "\(kernels.name)") }
    }

    private static func apply(
        _ attention: SelfAttention, _ projections: [Float], _ queries: Int, _ keys: Int, columns: Int, stride: Int
    ) -> [Float] {
        var scratch = [Float](repeating: .nan, count: attention.scratch(rows: max(queries, keys)))
        var output = [Float](repeating: .nan, count: queries * columns)
        projections.withUnsafeBufferPointer { projections in
            scratch.withUnsafeMutableBufferPointer { scratch in
                output.withUnsafeMutableBufferPointer { output in
                    guard let base = projections.baseAddress, let scratch = scratch.baseAddress,
                        let output = output.baseAddress
                    else { return }
                    func part(_ index: Int, _ rows: Int) -> MatrixView {
                        MatrixView(base + index * columns, rows: rows, columns: columns, stride: stride)
                    }
                    attention.apply(
                        queries: part(0, queries), keys: part(1, keys), values: part(2, keys), scratch: scratch,
                        into: MutableMatrixView(output, rows: queries, columns: columns))
                }
            }
        }
        return output
    }

    private static func gathered(
        _ projections: [Float], _ query: Int, _ keys: Int, _ head: Int, _ width: Int, columns: Int, _ stride: Int
    ) -> [Double] {
        func component(_ row: Int, _ part: Int, _ column: Int) -> Double {
            Double(projections[row * stride + part * columns + head * width + column])
        }
        let scores = (0..<keys).map { key in
            (0..<width).reduce(0.0) { $0 + component(query, 0, $1) * component(key, 1, $1) }
                / Double(width).squareRoot()
        }
        let peak = scores.max() ?? 0
        let weights = scores.map { exp($0 - peak) }
        let total = weights.reduce(0, +)
        return (0..<width).map { column in
            (0..<keys).reduce(0.0) { $0 + weights[$1] / total * component($1, 2, column) }
        }
    }
}
