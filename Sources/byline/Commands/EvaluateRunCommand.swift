import ArgumentParser
import Corpus
import Evaluation
import Foundation

struct EvaluateRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Score a TREC run, of whatever system, against judgements.",
        discussion: """
            Judgements are TREC's qrels ('question 0 document grade') or BEIR's qrels/test.tsv; a run has lines of
            'question Q0 document rank score tag'. Metrics, by trec_eval's definitions: ndcg, map, mrr, recall,
            each with a cut-off or without, p@10, hits@10, judged@10, rprec. Documents are ordered by score, equal
            scores by id, the last first; the stated rank is not read. Every judged question counts: one that the
            run does not have counts as 0.

            EXAMPLES
              byline evaluate run qrels.txt theirs.run
              byline evaluate run qrels/test.tsv theirs.run --metric ndcg@10 --metric recall@100
              byline evaluate run qrels/test.tsv theirs.run --by-question --queries queries.jsonl
            """)

    @Argument(help: ArgumentHelp("The judgements.", valueName: "qrels"))
    var judgementFile: String

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var runFile: String

    @Option(
        name: .customLong("metric"),
        help: ArgumentHelp("A metric; may be repeated. Without any, a choice of them.", valueName: "name"),
        transform: { try RetrievalMetric($0) })
    var metrics: [RetrievalMetric] = []

    @Flag(help: "Show the values of each question too, the lowest in the first metric first.")
    var byQuestion = false

    @Option(help: ArgumentHelp("BEIR's queries.jsonl: shows the questions' words.", valueName: "file"))
    var queries: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let judgements = try Judgements.read(URL(filePath: judgementFile))
            let evaluation = RunEvaluation(
                try Run.read(URL(filePath: runFile)), against: judgements,
                metrics: metrics.isEmpty ? RetrievalMetric.standard : metrics)
            let texts = try queries.map { try BEIRQueries.read(URL(filePath: $0)) } ?? [:]
            if output.json { return try JSONOutput.write(RunSummary(evaluation, texts: texts)) }
            table(evaluation, texts: texts)
        }
    }

    private func table(_ evaluation: RunEvaluation, texts: [String: String]) {
        func cells(_ values: [Double]) -> [String] { values.map { String(format: "%.4f", $0) } }
        if byQuestion {
            var table = TextTable(heading: ["question"] + evaluation.metrics.map(\.description))
            for question in evaluation.questionsFromLowest {
                let text = texts[question].map { " \($0.prefix(Self.shownText))" } ?? ""
                table.rows.append(["\(question)\(text)"] + cells(evaluation.values[question] ?? []))
            }
            table.write(to: output.terminal)
            Terminal.write("")
        }
        var table = TextTable(heading: ["metric", "mean"])
        table.rows = zip(evaluation.metrics, cells(evaluation.means)).map { [$0.description, $1] }
        table.write(to: output.terminal)
        Terminal.write(
            output.terminal.dim(
                "\(evaluation.values.count) judged questions; \(evaluation.missing.count) of them are not in the run "
                    + "and count as 0; \(evaluation.unjudged) of the run were not judged and are left out"))
    }

    /// Characters of a question in the table.
    private static let shownText = 60
}

/// The figures, for programs.
private struct RunSummary: Encodable {
    struct Question: Encodable {
        let id: String
        let text: String?
        let values: [String: Double]
    }

    let means: [String: Double]
    let judged: Int
    let missing: [String]
    let unjudged: Int
    let questions: [Question]

    init(_ evaluation: RunEvaluation, texts: [String: String]) {
        func named(_ values: [Double]) -> [String: Double] {
            Dictionary(zip(evaluation.metrics.map(\.description), values)) { first, _ in first }
        }
        means = named(evaluation.means)
        judged = evaluation.values.count
        missing = evaluation.missing
        unjudged = evaluation.unjudged
        questions = evaluation.values.sorted { $0.key < $1.key }.map {
            Question(id: $0.key, text: texts[$0.key], values: named($0.value))
        }
    }
}
