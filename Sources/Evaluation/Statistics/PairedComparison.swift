/// How two systems differ in one metric on the same questions.
public struct PairedComparison: Sendable, Hashable, Codable {
    /// Questions with a value for both.
    public let questions: Int
    /// The mean of the baseline.
    public let baseline: Double
    /// The mean of the new system.
    public let new: Double
    /// The mean of new − baseline.
    public let difference: Double
    /// The 95 % interval of the difference, by ``Bootstrap``.
    public let low: Double
    public let high: Double
    /// By ``PermutationTest``, for this metric alone.
    public let pValue: Double
    /// Questions in which the new system is better, equal, worse.
    public let wins: Int
    public let ties: Int
    public let losses: Int

    /// Values whose difference is no larger are equal: sums that were made in another order may differ by so much.
    public static let tolerance = 1e-9

    /// `baseline` and `new` have the values of the same questions at the same places, in an order that is always the same.
    public init(baseline: [Double], new: [Double], isLowerBetter: Bool = false, seed: UInt64) {
        precondition(baseline.count == new.count, "values of the same questions")
        let differences = zip(baseline, new).map { abs($1 - $0) <= Self.tolerance ? 0 : $1 - $0 }
        func mean(_ values: [Double]) -> Double {
            values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        }
        let interval = Bootstrap.interval(differences, seed: seed)
        let higher = differences.count { $0 > 0 }
        let lower = differences.count { $0 < 0 }
        questions = differences.count
        self.baseline = mean(baseline)
        self.new = mean(new)
        difference = mean(differences)
        low = interval.lowerBound
        high = interval.upperBound
        pValue = PermutationTest.pValue(differences, seed: seed)
        wins = isLowerBetter ? lower : higher
        ties = differences.count - higher - lower
        losses = isLowerBetter ? higher : lower
    }
}
