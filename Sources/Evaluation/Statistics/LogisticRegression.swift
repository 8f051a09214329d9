import Foundation

/// A logistic model of a few features, fitted by Newton's method (iteratively reweighted least squares) with a small ridge, so
/// that separable data have an answer too.
public enum LogisticRegression {
    /// The weights that make the outcomes likeliest. All rows have as many features as the first; include a constant.
    ///
    /// The same rows give the same weights to the last digits that matter. Costs rows · features² for each of 50 steps.
    public static func fit(_ rows: [(features: [Double], outcome: Bool)], ridge: Double = 0.1) -> [Double] {
        guard let width = rows.first?.features.count else { return [] }
        var weights = [Double](repeating: 0, count: width)
        for _ in 0..<50 {
            var gradient = weights.map { -ridge * $0 }
            var curvature = (0..<width).map { row in (0..<width).map { row == $0 ? ridge : 0 } }
            for row in rows {
                let sum = zip(weights, row.features).reduce(0) { $0 + $1.0 * $1.1 }
                let chance = 1 / (1 + exp(-sum))
                for one in 0..<width {
                    gradient[one] += ((row.outcome ? 1 : 0) - chance) * row.features[one]
                    for other in 0..<width {
                        curvature[one][other] += chance * (1 - chance) * row.features[one] * row.features[other]
                    }
                }
            }
            let step = solve(curvature, gradient)
            for index in 0..<width { weights[index] += step[index] }
            if step.allSatisfy({ abs($0) < 1e-10 }) { break }
        }
        return weights
    }

    /// Gauss's elimination with pivots; the matrix is positive definite by the ridge.
    private static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
        var rows = zip(matrix, right).map { $0 + [$1] }
        let width = right.count
        for column in 0..<width {
            let pivot = (column..<width).max { abs(rows[$0][column]) < abs(rows[$1][column]) } ?? column
            rows.swapAt(column, pivot)
            guard rows[column][column] != 0 else { continue }
            for row in (column + 1)..<max(width, column + 1) {
                let factor = rows[row][column] / rows[column][column]
                for place in column...width { rows[row][place] -= factor * rows[column][place] }
            }
        }
        var solution = [Double](repeating: 0, count: width)
        for row in (0..<width).reversed() where rows[row][row] != 0 {
            let known = ((row + 1)..<max(width, row + 1)).reduce(0) { $0 + rows[row][$1] * solution[$1] }
            solution[row] = (rows[row][width] - known) / rows[row][row]
        }
        return solution
    }
}
