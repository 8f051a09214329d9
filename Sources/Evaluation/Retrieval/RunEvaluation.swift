/// A run measured against judgements.
///
/// The rule for what is missing: every judged question counts. One that the run does not have counts as 0 in every
/// metric, and so does one without a relevant document (trec_eval with `-c`). Questions of the run that nobody judged
/// are left out, and counted.
public struct RunEvaluation: Sendable {
    public let metrics: [RetrievalMetric]
    /// Question → values, in the order of ``metrics``.
    public let values: [String: [Double]]
    /// Mean over all judged questions, in the order of ``metrics``.
    public let means: [Double]
    /// Judged questions that the run does not have, by id.
    public let missing: [String]
    /// Questions of the run that were not judged.
    public let unjudged: Int

    public init(_ run: Run, against judgements: Judgements, metrics: [RetrievalMetric] = RetrievalMetric.standard) {
        self.metrics = metrics
        let rankings = run.rankings.mapValues { $0.map(\.id) }
        let values = judgements.grades.reduce(into: [String: [Double]]()) { values, entry in
            let documents = rankings[entry.key] ?? []
            values[entry.key] = metrics.map { $0.value(of: documents, grades: entry.value) }
        }
        self.values = values
        // In the order of the ids, so that the sums are the same every time.
        let questions = judgements.questions
        means = metrics.indices.map { index in
            let sum = questions.reduce(0) { $0 + (values[$1]?[index] ?? 0) }
            return questions.isEmpty ? 0 : sum / Double(questions.count)
        }
        missing = questions.filter { run.rankings[$0] == nil }
        unjudged = run.rankings.keys.count { judgements.grades[$0] == nil }
    }

    /// The judged questions, the lowest in the first metric first, then by id.
    public var questionsFromLowest: [String] {
        values.sorted { ($0.value.first ?? 0, $0.key) < ($1.value.first ?? 0, $1.key) }.map(\.key)
    }
}
