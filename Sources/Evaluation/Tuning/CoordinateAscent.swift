import Foundation

/// Finds weights that make an objective large, one weight at a time (Metzler and Croft, Information Retrieval 10, 2007).
///
/// The order of candidates does not change when all weights are multiplied, so the free weights keep the sum of their
/// magnitudes, and one weight's share of it is searched over a grid while the others keep their proportions. The
/// objective is made of ranks and flat almost everywhere: among shares that are equally good, the current one is kept if
/// it is one of them, else the middle of the first run is taken. Several ascents begin at chance points, the first at the
/// start. The same seed gives the same weights.
///
/// An ascent costs sweeps × signals × about 40 passes over the candidates.
struct CoordinateAscent: Sendable {
    var restarts = 3
    var maximumSweeps = 25
    var allowsNegative = false

    /// What is to be made large.
    struct Problem: Sendable {
        let table: FeatureTable
        /// Positions of the questions in the table.
        let questions: [Int]
        /// How much each of them counts, in their order; together 1.
        let shares: [Double]
        let objective: TuningObjective

        func value(_ weights: [Float]) -> Double {
            zip(table.values(weights, of: questions, objective: objective), shares).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }

    /// Values that differ by less are equal.
    private static let epsilon = 1e-9
    /// What a move must gain: a smaller one says more of these questions than of others.
    private static let minimumGain = 0.001
    /// Shares that are tried first; then eight between the neighbours of the best.
    private static let grid: [Double] =
        [0, 0.005, 0.01, 0.02, 0.03, 0.045, 0.06, 0.08] + stride(from: 0.1, to: 0.96, by: 0.05)

    /// Weights at least as good as `start`. Those of `frozen` signals stay as they are.
    func weights(_ problem: Problem, start: [Float], frozen: Set<Int>, seed: UInt64) -> [Float] {
        let free = start.indices.filter { !frozen.contains($0) }
        let budget = Self.magnitude(start, of: free)
        guard free.count > 1, !problem.questions.isEmpty else { return start }
        var generator = SeededGenerator(seed: seed)
        var best = (weights: start, value: problem.value(start))
        for restart in 0...restarts {
            var weights = start
            if restart > 0 || budget == 0 {
                Self.scatter(&weights, free, budget: budget > 0 ? budget : 1, by: &generator)
            }
            let found = ascend(problem, from: weights, free: free, by: &generator)
            if found.value > best.value + Self.minimumGain { best = found }
        }
        return best.weights
    }

    /// Shares of chance, all equally likely (Dirichlet with parameter 1).
    private static func scatter(
        _ weights: inout [Float], _ free: [Int], budget: Float, by generator: inout SeededGenerator
    ) {
        let draws = free.map { _ in -log(1 - generator.unit()) + 1e-12 }
        let sum = draws.reduce(0, +)
        for (signal, draw) in zip(free, draws) { weights[signal] = Float(draw / sum) * budget }
    }

    private func ascend(
        _ problem: Problem, from start: [Float], free: [Int], by generator: inout SeededGenerator
    ) -> (weights: [Float], value: Double) {
        var weights = start
        var value = problem.value(weights)
        for _ in 0..<maximumSweeps {
            let before = value
            for signal in generator.shuffled(free) {
                let line = WeightLine(problem, weights, moving: signal, free: free)
                guard let line, let found = search(line, above: value) else { continue }
                weights = line.weights(found.share)
                value = found.value
            }
            if value <= before + Self.epsilon { break }
        }
        // The line adds up in another order than a hit does, which may turn a tie.
        return (weights, problem.value(weights))
    }

    /// The best share on the line, if it is better than `value`.
    private func search(_ line: WeightLine, above value: Double) -> (share: Double, value: Double)? {
        let signs = allowsNegative ? [1.0, -1.0] : [1.0]
        let coarse = (signs.count > 1 ? Self.grid.dropFirst().reversed().map { -$0 } : []) + Self.grid
        guard let first = best(of: coarse, on: line, above: value - Self.epsilon) else { return nil }
        let place = coarse.firstIndex(of: first.share) ?? 0
        let (low, high) = (coarse[max(place - 1, 0)], coarse[min(place + 1, coarse.count - 1)])
        let fine = (1...8).map { low + (high - low) * Double($0) / 9 }
        let second = best(of: fine, on: line, above: first.value)
        let found = second ?? first
        return found.value > value + Self.minimumGain ? found : nil
    }

    /// The middle of the first run of the best shares.
    private func best(
        of shares: [Double], on line: WeightLine, above value: Double
    ) -> (share: Double, value: Double)? {
        let values = shares.map(line.value)
        guard let top = values.max(), top > value + Self.epsilon,
            let first = values.firstIndex(where: { $0 >= top - Self.epsilon })
        else { return nil }
        let run = values[first...].prefix { $0 >= top - Self.epsilon }.count
        let middle = first + (run - 1) / 2
        return (shares[middle], values[middle])
    }

    static func magnitude(_ weights: [Float], of signals: [Int]) -> Float {
        signals.reduce(0) { $0 + abs(weights[$1]) }
    }
}
