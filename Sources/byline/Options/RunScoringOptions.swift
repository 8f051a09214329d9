import ArgumentParser
import Evaluation
import Foundation

/// How TREC runs are scored.
struct RunScoringOptions: ParsableArguments {
    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp("A metric; may be repeated. Without any, a choice of them.", valueName: "name"),
        transform: { try RunMetric($0) })
    var metrics: [RunMetric] = []

    @Option(help: ArgumentHelp("The questions: shows their words, and tells their kinds.", valueName: "file"))
    var queries: String?

    @Option(help: "The form of --queries: beir (queries.jsonl), byline or multihop-rag.")
    var format: QuestionFormat = .beir

    @Option(
        help: ArgumentHelp(
            "What is known of the documents, for duplicates, sources and credibility: JSON Lines with id, cluster, "
                + "publisher, credibility.", valueName: "file"))
    var documents: String?

    func validate() throws {
        let needs = metrics.compactMap(\.articles).first { $0.kind != .current }
        if let needs, documents == nil { throw ValidationError("\(needs) needs --documents.") }
    }

    /// Question → words and kind.
    func labels() throws -> [String: EvidenceQuestion] {
        guard let queries else { return [:] }
        return Dictionary(try format.read(URL(filePath: queries)).map { ($0.id, $0) }) { first, _ in first }
    }

    /// A run with its values for each question.
    func score(
        _ run: Run, _ judgements: Judgements, labels: [String: EvidenceQuestion]
    ) throws -> (evaluation: RunEvaluation, table: ScoreTable) {
        let evaluation = RunEvaluation(
            run, against: judgements,
            metrics: metrics.isEmpty ? RetrievalMetric.standard : metrics.compactMap(\.relevance))
        let known = try documents.map { try ArticleFacts.read(URL(filePath: $0)) } ?? [:]
        let table = ScoreTable(
            run, against: judgements, evaluation: evaluation, articleMetrics: metrics.compactMap(\.articles),
            documents: known, labels: labels)
        return (evaluation, table)
    }
}
