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

            With --documents, a JSON Lines file of what is known of the documents, also whose articles are shown:
            duplicates@10 (the share that tells the story, by 'cluster', of one ranked above; lower is better),
            sources@10 (publishers, copies not counted) and credibility@10 (the mean). 'current' is 1 where the
            first judged document is relevant: the temporal accuracy, where judges graded what was outdated 0.

            EXAMPLES
              byline evaluate run qrels.txt theirs.run
              byline evaluate run qrels/test.tsv theirs.run --metric ndcg@10 --metric recall@100
              byline evaluate run qrels/test.tsv theirs.run --by-question --queries queries.jsonl
              byline evaluate run qrels.txt new.run --baseline old.run --metric ndcg@10 --html report.html
              byline evaluate run qrels.txt new.run --documents articles.jsonl --metric duplicates@10
            """)

    @Argument(help: ArgumentHelp("The judgements.", valueName: "qrels"))
    var judgementFile: String

    @Argument(help: ArgumentHelp("The run.", valueName: "run"))
    var runFile: String

    @OptionGroup var scoring: RunScoringOptions

    @Flag(help: "Show the values of each question too, the lowest in the first metric first.")
    var byQuestion = false

    @Option(
        help: ArgumentHelp(
            "Another run, to compare with as 'byline evaluate compare' does; exit code 3 where this one is "
                + "significantly worse.", valueName: "run"))
    var baseline: String?

    @Option(
        help: ArgumentHelp("Write the values of each question, for 'byline evaluate compare'.", valueName: "file"))
    var scoresOut: String?

    @OptionGroup var comparing: ComparisonOptions
    @OptionGroup var page: PageOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if [page.html, scoresOut].contains("-"), output.json || page.html == scoresOut {
            throw ValidationError("Only one result can go to the standard output: name a file for the others.")
        }
    }

    func run() async throws {
        try await output.reporting {
            let judgements = try Judgements.read(URL(filePath: judgementFile))
            let run = try Run.read(URL(filePath: runFile))
            let labels = try scoring.labels()
            let scored = try scoring.score(run, judgements, labels: labels)
            let compared = try baseline.map {
                try RunComparison(judgements: judgements, baseline: try Run.read(URL(filePath: $0)), new: run)
                    .result(scoring, comparing)
            }
            try scoresOut.map(OutputFile.open)?.finish(try ScoreFile.data(scored.table))
            let shown = ComparisonOutput(comparing: comparing, page: page, output: output)
            if let file = try page.open() {
                try compared.map { try shown.write($0, to: file) }
                    ?? file.finish(Data(EvaluationReport.page(of: scored.table).utf8))
            }
            let texts = labels.mapValues(\.question)
            if output.json {
                let comparison = compared.map {
                    ComparisonSummary($0.comparison, worst: $0.worst, level: comparing.alpha)
                }
                try JSONOutput.write(RunSummary(scored.evaluation, scored.table, texts: texts, comparison: comparison))
            } else if page.html != "-", scoresOut != "-" {
                table(scored.evaluation, scored.table, texts: texts)
                if let compared {
                    Terminal.write("")
                    shown.show(compared)
                }
            }
            try compared.map(shown.judge)
        }
    }

    private func table(_ evaluation: RunEvaluation, _ scores: ScoreTable, texts: [String: String]) {
        func cells(_ values: [Double?]) -> [String] { values.map { $0.map { String(format: "%.4f", $0) } ?? "–" } }
        let values = Dictionary(scores.questions.map { ($0.id, $0.values) }) { first, _ in first }
        if byQuestion {
            var table = TextTable(heading: ["question"] + scores.metrics)
            for question in evaluation.questionsFromLowest {
                let text = texts[question].map { " \($0.prefix(Self.shownText))" } ?? ""
                table.rows.append(["\(question)\(text)"] + cells(values[question] ?? []))
            }
            table.write(to: output.terminal)
            Terminal.write("")
        }
        var table = TextTable(heading: ["metric", "mean"])
        table.rows = zip(scores.metrics, cells(scores.metrics.indices.map { scores.mean($0) })).map { [$0, $1] }
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
        let values: [String: Double?]
    }

    let means: [String: Double?]
    let judged: Int
    let missing: [String]
    let unjudged: Int
    let questions: [Question]
    /// None where there is no baseline.
    let comparison: ComparisonSummary?

    init(
        _ evaluation: RunEvaluation, _ scores: ScoreTable, texts: [String: String], comparison: ComparisonSummary?
    ) {
        func named(_ values: [Double?]) -> [String: Double?] {
            Dictionary(zip(scores.metrics, values)) { first, _ in first }
        }
        means = named(scores.metrics.indices.map { scores.mean($0) })
        judged = evaluation.values.count
        missing = evaluation.missing
        unjudged = evaluation.unjudged
        questions = scores.questions.map { Question(id: $0.id, text: texts[$0.id], values: named($0.values)) }
        self.comparison = comparison
    }
}
