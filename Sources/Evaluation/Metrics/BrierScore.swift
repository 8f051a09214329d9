/// The mean square of confidence − outcome, where the outcome is 1 for a right answer and 0 for a wrong one (Brier 1950), and
/// what it is made of: score = reliability − resolution + uncertainty + within.
///
/// The parts are those of Murphy (Journal of Applied Meteorology 1973) over bins; since confidences of one bin differ, what
/// is left over is stated too (Stephenson, Coelho and Jolliffe, Weather and Forecasting 2008), so that the sum is exact.
public struct BrierScore: Sendable, Hashable, Codable {
    /// In [0, 1]; lower is better.
    public let score: Double
    /// How far the bins' confidences are from their accuracies: what calibration would mend.
    public let reliability: Double
    /// How far the bins' accuracies are from the whole accuracy: what the confidences tell apart.
    public let resolution: Double
    /// Of the questions themselves: accuracy · (1 − accuracy).
    public let uncertainty: Double
    /// Variance of the confidences within bins, less twice their covariance with the outcomes.
    public let within: Double

    /// `bins` must be without empty ones. Of no answers, all is 0.
    init(_ bins: [[(confidence: Double, isRight: Bool)]]) {
        let all = bins.joined()
        let total = Double(max(all.count, 1))
        let whole = Double(all.count(where: \.isRight)) / total
        var (reliability, resolution, within) = (0.0, 0.0, 0.0)
        for bin in bins {
            let count = Double(bin.count)
            let confidence = bin.reduce(0) { $0 + $1.confidence } / count
            let accuracy = Double(bin.count(where: \.isRight)) / count
            reliability += count * (confidence - accuracy) * (confidence - accuracy)
            resolution += count * (accuracy - whole) * (accuracy - whole)
            for answer in bin {
                let distance = answer.confidence - confidence
                within += distance * distance - 2 * distance * ((answer.isRight ? 1 : 0) - accuracy)
            }
        }
        score =
            all.reduce(0) { sum, answer in
                let error = answer.confidence - (answer.isRight ? 1 : 0)
                return sum + error * error
            } / total
        self.reliability = reliability / total
        self.resolution = resolution / total
        self.within = within / total
        uncertainty = whole * (1 - whole)
    }
}
