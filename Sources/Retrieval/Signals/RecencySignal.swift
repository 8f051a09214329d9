import Foundation
import Store

/// How new the article was at the search's moment; 0 for all where the question does not ask for the present.
///
/// The mean of three decays, with time constants of a week, a month and a year: a figure is superseded within days, an
/// office within years, and the question does not say which it is about. Where the question has clauses, their signals count
/// beside those of the whole, and recency counts as much more, so that its share in the sum is the same.
struct RecencySignal: RankingSignal {
    let name = "recency"
    let summary = "How new the article was, where the question asks how things stand."

    func values(for set: CandidateSet) -> [Float] {
        guard set.plan.asksForNow else { return set.candidates.map { _ in 0 } }
        let share = set.plan.clauses.isEmpty ? Self.shareOfWhole : 1
        return set.candidates.map { passage in
            guard let date = passage.article.publishedAt else { return 0 }
            let days = set.plan.moment.timeIntervalSince(date) / 86_400
            // Clocks and time zones differ by hours; what is dated later than that bears a date that is not its own.
            guard days > -1 else { return 0 }
            let decays = Self.constants.reduce(0) { $0 + exp(-max(0, days) / $1) } / Double(Self.constants.count)
            return share * Float(decays)
        }
    }

    /// What the signals of a question of one piece add up to, as a share of what those of one with clauses do.
    private static let shareOfWhole: Float = 0.5
    /// In days.
    private static let constants: [Double] = [7, 30, 365]
}
