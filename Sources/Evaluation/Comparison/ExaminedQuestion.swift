/// A question that got worse, with what either system retrieved for it, and why.
public struct ExaminedQuestion: Sendable {
    public let pair: Comparison.Pair
    /// Best first; empty where the ranking is not at hand.
    public let baseline: [ExplainedHit]
    public let new: [ExplainedHit]
}

extension Comparison {
    /// The questions of ``worst(_:metric:)``, each with the first `depth` items of both systems.
    public func examined(
        _ count: Int, baseline: ExplainedRun?, new: ExplainedRun?, depth: Int = 5
    ) -> [ExaminedQuestion] {
        worst(count).map { pair in
            ExaminedQuestion(
                pair: pair, baseline: Array((baseline?.rankings[pair.id] ?? []).prefix(depth)),
                new: Array((new?.rankings[pair.id] ?? []).prefix(depth)))
        }
    }
}
