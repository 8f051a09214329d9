/// Whether answers of which a system is 80 % sure are right in 80 % of the cases.
public struct Calibration: Sendable, Hashable, Codable {
    /// How confidences are put into bins.
    public enum Binning: String, Sendable, Hashable, Codable, CaseIterable {
        /// Bins of the same width.
        case equalWidth = "equal-width"
        /// Bins of about as many answers, cut at quantiles; equal confidences are never parted.
        case equalMass = "equal-mass"
    }

    /// The answers whose confidence lies in `(lower, upper]`; the lowest bin has its lower bound too.
    public struct Bin: Sendable, Hashable, Codable {
        public let lower: Double
        public let upper: Double
        public let count: Int
        public let meanConfidence: Double
        /// The share that was right.
        public let accuracy: Double
    }

    public let answers: Int
    /// In rising order, without empty ones: the table of a reliability diagram.
    public let bins: [Bin]
    /// ECE (Guo et al., ICML 2017): Σ |accuracy − mean confidence| · count ÷ answers.
    public let expectedError: Double
    public let brier: BrierScore

    /// One entry for each answer; confidences are in [0, 1], and what lies outside is taken as the nearest bound.
    /// `binCount` is at least 1. Of no answers, all is 0. O(n log n).
    public init(_ answers: [(confidence: Double, isRight: Bool)], binCount: Int = 10, binning: Binning = .equalWidth) {
        let sorted = answers.map { (confidence: min(max($0.confidence, 0), 1), isRight: $0.isRight) }
            .sorted { $0.confidence < $1.confidence }
        let edges = Self.edges(sorted.map(\.confidence), count: max(binCount, 1), binning)
        var groups: [(lower: Double, upper: Double, answers: ArraySlice<(confidence: Double, isRight: Bool)>)] = []
        var rest = sorted[...]
        for (lower, upper) in zip(edges, edges.dropFirst()) {
            let group = rest.prefix { $0.confidence <= upper }
            rest = rest.dropFirst(group.count)
            if !group.isEmpty { groups.append((lower, upper, group)) }
        }
        self.answers = sorted.count
        bins = groups.map { group in
            Bin(
                lower: group.lower, upper: group.upper, count: group.answers.count,
                meanConfidence: group.answers.reduce(0) { $0 + $1.confidence } / Double(group.answers.count),
                accuracy: Double(group.answers.count(where: \.isRight)) / Double(group.answers.count))
        }
        let total = Double(max(sorted.count, 1))
        expectedError = bins.reduce(0) { $0 + abs($1.accuracy - $1.meanConfidence) * Double($1.count) } / total
        brier = BrierScore(groups.map { Array($0.answers) })
    }

    /// One more than bins, from the lowest to the highest, which no confidence exceeds.
    private static func edges(_ sorted: [Double], count: Int, _ binning: Binning) -> [Double] {
        let shares = (0...count).map { Double($0) / Double(count) }
        return binning == .equalWidth || sorted.isEmpty ? shares : shares.map { Bootstrap.quantile($0, of: sorted) }
    }
}
