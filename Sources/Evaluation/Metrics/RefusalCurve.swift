/// How well a score tells the questions that a corpus cannot answer from those that it can.
///
/// The score says how much speaks for declining: the higher, the more. Declining is the positive class.
public struct RefusalCurve: Sendable {
    /// What comes of declining at a threshold.
    public struct Point: Sendable, Hashable, Codable {
        public let threshold: Double
        /// Rightly declined ÷ declined; 0 where nothing was.
        public let precision: Double
        /// Rightly declined ÷ unanswerable; 0 where none is.
        public let recall: Double
        /// The harmonic mean of both; 0 where both are 0.
        public let f1: Double
    }

    private let answerable: [Double]
    private let unanswerable: [Double]

    /// Scores must be numbers, of any range.
    public init(_ scores: [(score: Double, isUnanswerable: Bool)]) {
        answerable = scores.filter { !$0.isUnanswerable }.map(\.score).sorted()
        unanswerable = scores.filter(\.isUnanswerable).map(\.score).sorted()
    }

    /// The area under the ROC curve: the chance that an unanswerable question has a higher score than an answerable one,
    /// equal scores counting half (Hanley and McNeil 1982). Nil where one of the two is lacking. O(n log n).
    public var areaUnderROC: Double? {
        guard !answerable.isEmpty, !unanswerable.isEmpty else { return nil }
        var below = 0
        var notAbove = 0
        var wins = 0.0
        for score in unanswerable {
            while below < answerable.count, answerable[below] < score { below += 1 }
            while notAbove < answerable.count, answerable[notAbove] <= score { notAbove += 1 }
            wins += Double(below) + Double(notAbove - below) / 2
        }
        return wins / (Double(answerable.count) * Double(unanswerable.count))
    }

    /// Declining wherever the score is at least `threshold`.
    public func point(at threshold: Double) -> Point {
        let right = unanswerable.count { $0 >= threshold }
        let declined = right + answerable.count { $0 >= threshold }
        let precision = declined > 0 ? Double(right) / Double(declined) : 0
        let recall = unanswerable.isEmpty ? 0 : Double(right) / Double(unanswerable.count)
        return Point(
            threshold: threshold, precision: precision, recall: recall,
            f1: right > 0 ? 2 * precision * recall / (precision + recall) : 0)
    }
}
