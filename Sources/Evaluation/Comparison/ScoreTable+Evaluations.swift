import Corpus
import Retrieval
import Store

extension ScoreTable {
    /// Of a run against judgements. `articleMetrics` are measured beside the evaluation's own, over what is known of the
    /// documents; `labels` say the words and kinds of questions, where they are known.
    public init(
        _ run: Run, against judgements: Judgements, evaluation: RunEvaluation, articleMetrics: [ArticleMetric] = [],
        documents: [String: RankedItem] = [:], labels: [String: EvidenceQuestion] = [:]
    ) {
        let missing = Set(evaluation.missing)
        let questions = evaluation.values.map { id, values in
            let grades = judgements.grades[id] ?? [:]
            let items: [RankedItem] =
                articleMetrics.isEmpty
                ? []
                : (run.rankings[id] ?? []).map { document in
                    var item = documents[document.id] ?? RankedItem()
                    item.isCurrent = item.isCurrent ?? grades[document.id].map { $0 > 0 }
                    return item
                }
            return Question(
                id: id, kind: labels[id]?.kind, text: labels[id]?.question,
                values: values + articleMetrics.map { $0.value(of: items) }, isMissing: missing.contains(id))
        }
        self.init(
            system: run.tag, scoring: .judgements,
            metrics: (evaluation.metrics.map(\.description) + articleMetrics.map(\.description)), questions: questions,
            recallByRank: Self.recallByRank(run, judgements))
    }

    /// Of searches for facts. Questions without facts are left out.
    public init(_ evaluation: RetrievalEvaluation, system: String, articleMetrics: [ArticleMetric] = []) {
        let scored = evaluation.outcomes.compactMap { outcome in outcome.score.map { (outcome, $0) } }
        let curves = scored.map { $1.recallByRank }
        self.init(
            system: system, scoring: .facts,
            metrics: EvidenceMetric.allCases.map(\.rawValue) + articleMetrics.map(\.description),
            questions: scored.map { outcome, score in
                let items = outcome.items
                return Question(
                    id: outcome.question.id, kind: outcome.question.kind, text: outcome.question.question,
                    values: EvidenceMetric.allCases.map { $0.value(of: score) }
                        + articleMetrics.map { $0.value(of: items) })
            }, recallByRank: Self.mean(curves, depth: EvidenceScore.depth))
    }

    /// Ranks of a curve at most: beyond, a plot would show nothing more.
    private static let curveDepth = 100

    /// Over the judged questions that have a relevant document.
    private static func recallByRank(_ run: Run, _ judgements: Judgements) -> [Double] {
        let depth = min(run.rankings.values.reduce(0) { max($0, $1.count) }, curveDepth)
        let curves = judgements.questions.compactMap { id -> [Double]? in
            guard let grades = judgements.grades[id], grades.values.contains(where: { $0 > 0 }) else { return nil }
            let relevant = Double(grades.values.count { $0 > 0 })
            var found = 0.0
            return (run.rankings[id] ?? []).prefix(depth).map { document in
                if grades[document.id, default: 0] > 0 { found += 1 }
                return found / relevant
            }
        }
        return mean(curves, depth: depth)
    }

    /// A curve that is shorter keeps its last value.
    private static func mean(_ curves: [[Double]], depth: Int) -> [Double] {
        curves.isEmpty
            ? []
            : (0..<depth).map { rank in
                curves.reduce(0) { $0 + ($1.indices.contains(rank) ? $1[rank] : $1.last ?? 0) } / Double(curves.count)
            }
    }
}
