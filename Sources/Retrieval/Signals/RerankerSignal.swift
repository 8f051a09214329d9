import Corpus
import Foundation
import Store

/// The probability that the passage answers, by a model that read both together; 0 for passages that it did not read.
///
/// Only in the catalogue of a searcher that has a ``PassageReranker``.
struct RerankerSignal: RankingSignal {
    static let name = "reranker"
    var name: String { Self.name }
    let summary = "How well the passage answers the question, by a model that reads both together."

    func values(for set: CandidateSet) -> [Float] {
        set.readings ?? set.candidates.map { _ in 0 }
    }

    /// Candidates that are read: the best by all other signals.
    static let depth = 30

    /// What the reranker says of the best candidates of a set.
    /// - Throws: what the reranker throws; `reranker-failed` where it gives another number of scores, or one that is none.
    static func readings(
        of set: CandidateSet, by reranker: any PassageReranker, question: String, _ table: SignalTable
    ) async throws -> [Float] {
        let sums = set.candidates.indices.map(table.sum)
        let best = sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(depth)
        let texts = best.map { index in
            let passage = set.candidates[index]
            return passage.article.title.isEmpty
                ? passage.chunk.text : "\(passage.article.title)\n\(passage.chunk.text)"
        }
        let scores = try await reranker.score(question: question, passages: texts)
        guard scores.count == texts.count, scores.allSatisfy({ !$0.isNaN }) else {
            throw BylineError(
                "reranker-failed",
                "The reranker gave \(scores.count) scores for \(texts.count) passages, or some that are no numbers.",
                remedy: "Use another model, or search without --reranker.")
        }
        var readings = [Float](repeating: 0, count: sums.count)
        for (index, score) in zip(best, scores) { readings[index] = 1 / (1 + exp(-score)) }
        return readings
    }
}
