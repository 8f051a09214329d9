/// The weights on which one signal's share of the free weights varies, while the others keep their proportions.
///
/// Holds the scores apart in what stays, what shrinks and what grows, so that a point costs one pass over the candidates
/// and not one for each signal.
struct WeightLine {
    private let problem: CoordinateAscent.Problem
    private let start: [Float]
    private let signal: Int
    private let free: [Int]
    /// Sum of the free weights' magnitudes, and of those but the moving one.
    private let (budget, rest): (Float, Float)
    /// Scores by the weights that stay, and by the free ones but the moving one.
    private let (fixedScores, restScores): ([Float], [Float])

    /// Nil where no other free weight is there to give way, and none that stays to be weighed against.
    init?(_ problem: CoordinateAscent.Problem, _ weights: [Float], moving signal: Int, free: [Int]) {
        budget = CoordinateAscent.magnitude(weights, of: free)
        rest = CoordinateAscent.magnitude(weights, of: free.filter { $0 != signal })
        guard rest > 0 else { return nil }
        var (fixed, others) = (weights, weights)
        for index in weights.indices {
            if free.contains(index) { fixed[index] = 0 } else { others[index] = 0 }
        }
        others[signal] = 0
        fixedScores = problem.table.scores(fixed)
        restScores = problem.table.scores(others)
        (self.problem, start, self.signal, self.free) = (problem, weights, signal, free)
    }

    /// The weights where the moving one has `share` of the free ones; below 0 it is a negative weight.
    func weights(_ share: Double) -> [Float] {
        let (shrink, grow) = factors(share)
        var weights = start
        for index in free { weights[index] = index == signal ? grow : weights[index] * shrink }
        return weights
    }

    /// The objective there.
    func value(_ share: Double) -> Double {
        let (shrink, grow) = factors(share)
        let table = problem.table
        let column = table.columns[signal]
        var scores: [Float] = []
        var sum = 0.0
        for (position, weight) in zip(problem.questions, problem.shares) {
            let question = table.questions[position]
            scores.removeAll(keepingCapacity: true)
            for index in question.range {
                scores.append(fixedScores[index] + restScores[index] * shrink + column[index] * grow)
            }
            let labels = scores.withUnsafeBufferPointer { table.bestLabels(of: question, scores: $0) }
            sum += weight * problem.objective.value(of: labels, question.relevance)
        }
        return sum
    }

    private func factors(_ share: Double) -> (shrink: Float, grow: Float) {
        (Float(1 - abs(share)) * budget / rest, Float(share) * budget)
    }
}
