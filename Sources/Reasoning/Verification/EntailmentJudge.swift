public import Embedding

/// Tells how likely texts contradict a sentence: what a model of natural-language inference does.
public protocol EntailmentJudge: Sendable {
    /// For each of the premises, in their order, how likely it contradicts the hypothesis, in [0, 1].
    func contradiction(of hypothesis: String, by premises: [String]) async throws -> [Double]
}

extension EntailmentModel: EntailmentJudge {}
