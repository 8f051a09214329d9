import Evaluation

/// A comparison, for programs.
struct ComparisonSummary: Encodable {
    struct Metric: Encodable {
        let metric: String
        let comparison: PairedComparison
        let adjustedPValue: Double
        let isSignificantlyWorse: Bool
        let isSignificantlyBetter: Bool
    }

    struct Kind: Encodable {
        let kind: String
        let metrics: [String: PairedComparison]
    }

    struct Question: Encodable {
        let id: String
        let kind: String?
        let text: String?
        let baseline: [String: Double?]
        let new: [String: Double?]
    }

    struct Examined: Encodable {
        let id: String
        let baseline: [ExplainedHit]
        let new: [ExplainedHit]
    }

    let baseline: String
    let new: String
    let alpha: Double
    let metrics: [Metric]
    let kinds: [Kind]
    let missingFromBaseline: [String]
    let missingFromNew: [String]
    let questions: [Question]
    let worst: [Examined]

    init(_ comparison: Comparison, worst: [ExaminedQuestion], level: Double) {
        func named<Value>(_ values: [Value]) -> [String: Value] {
            Dictionary(zip(comparison.metrics, values)) { first, _ in first }
        }
        baseline = comparison.baseline.system
        new = comparison.new.system
        alpha = level
        metrics = comparison.rows.map {
            Metric(
                metric: $0.metric, comparison: $0.paired, adjustedPValue: $0.adjustedPValue,
                isSignificantlyWorse: $0.isSignificantlyWorse(level: level),
                isSignificantlyBetter: $0.isSignificantlyBetter(level: level))
        }
        kinds = comparison.byKind.sorted { $0.key < $1.key }.map { Kind(kind: $0, metrics: named($1)) }
        missingFromBaseline = comparison.missingFromBaseline
        missingFromNew = comparison.missingFromNew
        questions = comparison.pairs.map {
            Question(id: $0.id, kind: $0.kind, text: $0.text, baseline: named($0.baseline), new: named($0.new))
        }
        self.worst = worst.map { Examined(id: $0.pair.id, baseline: $0.baseline, new: $0.new) }
    }
}
