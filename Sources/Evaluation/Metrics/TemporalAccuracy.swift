/// How often a ranking puts what was current at the question's moment before what was not.
public struct TemporalAccuracy: Sendable, Hashable, Codable {
    public let questions: Int
    /// The share of the questions whose first item on the matter was current, as `current` of ``ArticleMetric`` has it.
    public let accuracy: Double
    /// The share of the questions for which there is a current article at all: no ranking does better.
    public let ceiling: Double

    /// One entry for each question: its ranking, best first, and whether the corpus has a current article for it.
    public init(_ questions: [(ranking: [RankedItem], hasCurrent: Bool)]) {
        func share(_ part: Int) -> Double { questions.isEmpty ? 0 : Double(part) / Double(questions.count) }
        self.questions = questions.count
        accuracy = share(questions.count { $0.ranking.lazy.compactMap(\.isCurrent).first == true })
        ceiling = share(questions.count(where: \.hasCurrent))
    }
}
