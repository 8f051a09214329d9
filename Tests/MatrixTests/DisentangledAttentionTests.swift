import Foundation
import Testing

@testable import Matrix

/// Against the formula in double precision.
@Suite struct DisentangledAttentionTests {
    /// Queries, keys, heads, width, and rows on each side of the tables: more and fewer than distances.
    static let shapes = [
        (1, 1, 1, 1, 4), (1, 9, 2, 32, 16), (5, 5, 3, 8, 3), (13, 13, 2, 20, 64), (33, 33, 2, 32, 8),
        (7, 40, 1, 48, 12),
    ]

    @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
    func gathersWhatTheFormulaSays(hasKeys: Bool, hasQueries: Bool) {
        var random = SplitMix(seed: 22)
        for (queries, keys, heads, width, span) in Self.shapes {
            let columns = heads * width
            // Queries, keys and values stand side by side, and so do the two tables.
            let projections = random.floats(max(queries, keys) * 3 * columns).map { $0 * 2 }
            let tables = random.floats(2 * span * 2 * columns).map { $0 * 2 }
            // Longer sequences than these are possible; far distances share the outer rows.
            let reach = keys + 3
            let rows = ((1 - reach)...(reach - 1)).map { Int32(min(max($0 / 2 + span, 0), 2 * span - 1)) }
            let matter = Matter(
                projections: projections, tables: tables, rows: rows, columns: columns, queries: queries, keys: keys,
                hasKeys: hasKeys, hasQueries: hasQueries)
            let output = matter.output(heads: heads, width: width)
            for head in 0..<heads {
                for row in 0..<queries {
                    for (column, value) in matter.expected(row, head, width).enumerated() {
                        let found = Double(output[row * columns + head * width + column])
                        #expect(abs(found - value) < 2e-5, "\(queries) × \(keys) × \(width)")
                    }
                }
            }
        }
    }

    private struct Matter {
        let projections: [Float]
        let tables: [Float]
        let rows: [Int32]
        let columns: Int
        let queries: Int
        let keys: Int
        let hasKeys: Bool
        let hasQueries: Bool

        func output(heads: Int, width: Int) -> [Float] {
            let count = tables.count / (2 * columns)
            let attention = DisentangledAttention(heads: heads, width: width)
            var scratch = [Float](
                repeating: .nan, count: DisentangledAttention.scratch(tokens: max(queries, keys), rows: count))
            var output = [Float](repeating: .nan, count: queries * columns)
            projections.withUnsafeBufferPointer { projections in
                tables.withUnsafeBufferPointer { tables in
                    rows.withUnsafeBufferPointer { rows in
                        scratch.withUnsafeMutableBufferPointer { scratch in
                            output.withUnsafeMutableBufferPointer { output in
                                guard let base = projections.baseAddress, let tableBase = tables.baseAddress,
                                    let scratch = scratch.baseAddress, let output = output.baseAddress
                                else { return }
                                func part(_ index: Int, _ rows: Int) -> MatrixView {
                                    MatrixView(
                                        base + index * columns, rows: rows, columns: columns, stride: 3 * columns)
                                }
                                func table(_ index: Int) -> MatrixView {
                                    MatrixView(
                                        tableBase + index * columns, rows: count, columns: columns, stride: 2 * columns)
                                }
                                attention.apply(
                                    queries: part(0, queries), keys: part(1, keys), values: part(2, keys),
                                    distances: DisentangledAttention.Distances(
                                        keys: hasKeys ? table(1) : nil, queries: hasQueries ? table(0) : nil, rows: rows
                                    ),
                                    scratch: scratch,
                                    into: MutableMatrixView(output, rows: queries, columns: columns))
                            }
                        }
                    }
                }
            }
            return output
        }

        func expected(_ query: Int, _ head: Int, _ width: Int) -> [Double] {
            func component(_ row: Int, _ part: Int, _ column: Int) -> Double {
                Double(projections[row * 3 * columns + part * columns + head * width + column])
            }
            func distance(_ row: Int, _ part: Int, _ column: Int) -> Double {
                Double(tables[row * 2 * columns + part * columns + head * width + column])
            }
            let terms = 1 + (hasKeys ? 1 : 0) + (hasQueries ? 1 : 0)
            let scores = (0..<keys).map { key in
                let row = Int(rows[rows.count / 2 + query - key])
                return (0..<width).reduce(0.0) { sum, column in
                    sum + component(query, 0, column) * component(key, 1, column)
                        + (hasKeys ? component(query, 0, column) * distance(row, 1, column) : 0)
                        + (hasQueries ? distance(row, 0, column) * component(key, 1, column) : 0)
                } / Double(width * terms).squareRoot()
            }
            let peak = scores.max() ?? 0
            let weights = scores.map { exp($0 - peak) }
            let total = weights.reduce(0, +)
            return (0..<width).map { column in
                (0..<keys).reduce(0.0) { $0 + weights[$1] / total * component($1, 2, column) }
            }
        }
    }
}
