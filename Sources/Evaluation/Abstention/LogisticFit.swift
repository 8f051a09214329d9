import Foundation
public import Reasoning

/// Fits a ``LogisticModel`` by Newton's method with a penalty on the squares of its weights (Cox 1958; Hoerl and Kennard 1970).
///
/// Deterministic: the same examples in the same order give the same bits on a machine.
public struct LogisticFit: Sendable {
    /// What was measured, and whether it was so.
    public struct Example: Sendable {
        public let features: [String: Double]
        public let isTrue: Bool
        /// How much it counts, above 0.
        public let weight: Double

        public init(_ features: [EvidenceFeature], isTrue: Bool, weight: Double = 1) {
            self.features = Dictionary(features.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            self.isTrue = isTrue
            self.weight = weight
        }
    }

    /// Names of the numbers that the model looks at.
    public let names: [String]
    /// What half a squared standardised weight costs, in examples.
    public let penalty: Double

    public init(names: [String], penalty: Double = 4) {
        self.names = names
        self.penalty = penalty
    }

    /// O(iterations × examples × names²). Of no examples, a model that says a half.
    public func model(of examples: [Example]) -> LogisticModel {
        let scales = names.map { name in Self.moments(examples.map { $0.features[name] ?? 0 }) }
        let rows = examples.map { example in
            [1] + zip(names, scales).map { ((example.features[$0] ?? $1.mean) - $1.mean) / $1.deviation }
        }
        var weights = [Double](repeating: 0, count: names.count + 1)
        for _ in 0..<50 {
            let step = newtonStep(rows, examples, weights)
            for index in weights.indices { weights[index] += step[index] }
            if step.allSatisfy({ abs($0) < 1e-9 }) { break }
        }
        let terms = zip(names, scales).enumerated().map { index, term in
            LogisticModel.Term(term.0, mean: term.1.mean, scale: term.1.deviation, weight: weights[index + 1])
        }
        return LogisticModel(bias: weights[0], terms: terms)
    }

    private func newtonStep(_ rows: [[Double]], _ examples: [Example], _ weights: [Double]) -> [Double] {
        let count = weights.count
        var gradient = weights.indices.map { $0 == 0 ? 0 : -penalty * weights[$0] }
        var curvature = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        // The bias is hardly held back: only enough for there to be one solution.
        for index in 0..<count { curvature[index][index] = index == 0 ? 1e-6 : penalty }
        for (row, example) in zip(rows, examples) {
            let logit = zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
            let chance = 1 / (1 + exp(-logit))
            let error = example.weight * ((example.isTrue ? 1 : 0) - chance)
            let slope = example.weight * max(chance * (1 - chance), 1e-9)
            for left in 0..<count {
                gradient[left] += error * row[left]
                for right in 0...left { curvature[left][right] += slope * row[left] * row[right] }
            }
        }
        return Self.solve(curvature, gradient)
    }

    /// By Cholesky's decomposition of the lower triangle; the matrix is positive definite because of the penalty.
    private static func solve(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        let count = vector.count
        var factor = matrix
        for row in 0..<count {
            for column in 0...row {
                let sum = (0..<column).reduce(factor[row][column]) { $0 - factor[row][$1] * factor[column][$1] }
                factor[row][column] = row == column ? max(sum, 1e-12).squareRoot() : sum / factor[column][column]
            }
        }
        var solution = vector
        for row in 0..<count {
            for column in 0..<row { solution[row] -= factor[row][column] * solution[column] }
            solution[row] /= factor[row][row]
        }
        for row in (0..<count).reversed() {
            for column in (row + 1)..<max(count, row + 1) { solution[row] -= factor[column][row] * solution[column] }
            solution[row] /= factor[row][row]
        }
        return solution
    }

    private static func moments(_ values: [Double]) -> (mean: Double, deviation: Double) {
        guard !values.isEmpty else { return (0, 1) }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
        return (mean, variance > 1e-12 ? variance.squareRoot() : 1)
    }
}
