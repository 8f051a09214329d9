import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning
import Store

struct EvaluateAnswersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers",
        abstract: "Ask questions whose answers are known, and count.",
        discussion: """
            The questions are JSON Lines: {"id","question","kind","answer","accepted":[["a","b"],["c"]],
            "evidence":[{"url","sentence"}],"as_of"}. An answer is correct when, of every group of accepted
            strings, one occurs in the answer and in the passages that it cites. Where 'accepted' is empty the
            corpus does not say, and the right answer is to abstain.

            EXAMPLES
              byline evaluate answers corpora/vennermouth/questions.jsonl --corpus vennermouth
              byline evaluate answers questions.jsonl --show wrong
              byline evaluate answers multihop.jsonl --format multihop-rag --confidences-out sure.jsonl
              byline evaluate answers multihop.jsonl --format multihop-rag --citations
              byline evaluate answers questions.jsonl --citations-out pairs.jsonl
              byline evaluate answers questions.jsonl --models models.yaml --sentences-out sentences.jsonl

            Of MultiHop-RAG, the questions of fact are asked and those without an answer; the others are answered by
            yes, no or an order of time, which no sentence of the corpus says.

            --citations looks up every citation in the store and has the verifier judge every sentence: recall is the
            share of sentences that what they cite supports, precision the share of citations that are needed or suffice
            (ALCE, EMNLP 2023). --citations-out writes the sentences with what they cite, for a person to judge.

            With --models, language models write as in 'byline ask'; without, answers are quoted, whatever the data
            directory has. What each writer offered, what its gates refused and how long it took is counted as well.
            --sentences-out writes every sentence that was offered, refused ones with the gate and its reason.
            """)

    @Argument(help: "The file with the questions.")
    var questions: String

    @Option(help: "The form of the file: byline or multihop-rag.")
    var format: QuestionFormat = .byline

    @Option(
        help: ArgumentHelp(
            "Write how sure each answer was and whether it was right there, for 'byline evaluate confidence'.",
            valueName: "file"))
    var confidencesOut: String?

    @Option(help: "Show the answers that are: all, or not right (wrong).")
    var show: Shown?

    @Flag(help: "Count the citations that lead to what they quote, and those that support their sentence.")
    var citations = false

    @Option(
        help: ArgumentHelp(
            "Write the sentences with what they cite and the verifier's verdict, a line each.", valueName: "file"))
    var citationsOut: String?

    @Option(
        help: ArgumentHelp(
            "Write every sentence that a writer offered, with what became of it, a line each.", valueName: "file"))
    var sentencesOut: String?

    @OptionGroup var writing: MeasuredWritingOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    enum Shown: String, ExpressibleByArgument, CaseIterable {
        case all
        case wrong
    }

    func run() async throws {
        try await output.reporting {
            let set = try format.readJudged(URL(filePath: questions))
            let file = try confidencesOut.map(OutputFile.open)
            let display = ProgressDisplay(isEnabled: !output.json)
            let sink = try citationsOut.map(OutputFile.open)
            let sentences = try sentencesOut.map(OutputFile.open)
            let (evaluation, cited) = try await Workbench.with(
                store.data, embedder, ranking: ranking, writing: writing, verbose: output.verbose
            ) { workbench in
                let watched = WatchedWriter(workbench.writer)
                let evaluation = try await AnswerEvaluation.run(
                    set, with: workbench.watchedAnswerer(watched), watching: watched, corpus: store.corpus
                ) { count in
                    display.show(
                        "\(ProgressDisplay.bar(Double(count) / Double(set.count))) \(count) of \(set.count) questions")
                }
                guard citations || sink != nil else { return (evaluation, CitationEvaluation?.none) }
                return (
                    evaluation,
                    try await CitationEvaluation.run(
                        evaluation.outcomes, in: workbench.store, verifier: workbench.verifier)
                )
            }
            display.finish()
            if let cited { try sink?.finish(try CitedSentenceLine.lines(of: cited)) }
            try sentences?.finish(try WritingPrinter.lines(of: evaluation))
            try file?.write(contentsOf: StatedConfidence.lines(of: evaluation))
            if confidencesOut == "-" { return }
            if output.json { return try JSONOutput.write(EvaluationSummary(evaluation, cited)) }
            if let show { self.show(evaluation.outcomes, which: show) }
            table(evaluation)
            if let cited { table(cited) }
            if writing.models != nil {
                WritingPrinter(terminal: output.terminal).show(WritingSummary(evaluation.outcomes))
            }
        }
    }

    private func show(_ outcomes: [AnswerEvaluation.Outcome], which: Shown) {
        for outcome in outcomes where which == .all || !outcome.verdict.isRight {
            Terminal.write(
                output.terminal.bold("\(outcome.question.id) \(outcome.question.kind) · \(outcome.verdict.rawValue)"))
            Terminal.write("  Q: \(outcome.question.question)")
            Terminal.write("  known: \(outcome.question.answer ?? "the corpus does not say")")
            let said = outcome.answer.status == .answered ? outcome.answer.text : outcome.answer.reason ?? ""
            Terminal.write(output.terminal.wrapped("A: \(Terminal.printable(said))", indent: 2))
            Terminal.write("")
        }
    }

    private func table(_ cited: CitationEvaluation) {
        let summary = CitationSummary(cited)
        var table = TextTable(heading: [
            "answers", "citations", "resolved", "sentences", "citation recall", "citation precision",
        ])
        table.rows = [
            [summary.answers, summary.citations, summary.resolved, summary.sentences].map(String.init)
                + [summary.recall, summary.precision].map { String(format: "%.3f", $0) }
        ]
        Terminal.write("")
        table.write(to: output.terminal)
    }

    private func table(_ evaluation: AnswerEvaluation) {
        var table = TextTable(heading: [
            "kind", "asked", "answered", "correct", "correct/asked", "correct/answered", "coverage", "declined",
        ])
        for (kind, tally) in evaluation.byKind.sorted(by: { $0.key < $1.key }) + [("all", evaluation.total)] {
            let declined = tally.unanswerable > 0 ? "\(tally.declined)/\(tally.unanswerable)" : "–"
            let shares =
                tally.answerable > 0
                ? [tally.accuracy, tally.precision, tally.coverage].map { String(format: "%.3f", $0) }
                : ["–", "–", "–"]
            table.rows.append(
                [kind, "\(tally.asked)", "\(tally.answered)", "\(tally.correct)"] + shares + [declined])
        }
        table.write(to: output.terminal)
    }
}

/// The figures, for programs.
private struct EvaluationSummary: Encodable {
    struct Row: Encodable {
        let kind: String
        let asked: Int
        let answered: Int
        let correct: Int
        let accuracy: Double
        let precision: Double
        let coverage: Double
        let unanswerable: Int
        let declined: Int
    }

    struct Question: Encodable {
        let id: String
        let verdict: String
        let answer: String
    }

    let rows: [Row]
    let questions: [Question]
    let citations: CitationSummary?
    let writing: WritingSummary

    init(_ evaluation: AnswerEvaluation, _ cited: CitationEvaluation?) {
        citations = cited.map(CitationSummary.init)
        writing = WritingSummary(evaluation.outcomes)
        rows = (evaluation.byKind.sorted { $0.key < $1.key } + [("all", evaluation.total)]).map { kind, tally in
            Row(
                kind: kind, asked: tally.asked, answered: tally.answered, correct: tally.correct,
                accuracy: tally.accuracy, precision: tally.precision, coverage: tally.coverage,
                unanswerable: tally.unanswerable, declined: tally.declined)
        }
        questions = evaluation.outcomes.map {
            Question(
                id: $0.question.id, verdict: $0.verdict.rawValue,
                answer: $0.answer.status == .answered ? $0.answer.text : $0.answer.reason ?? "")
        }
    }
}

/// The figures of the citations, for programs.
private struct CitationSummary: Encodable {
    let answers: Int
    let citations: Int
    let resolved: Int
    let sentences: Int
    let recall: Double
    let precision: Double

    init(_ cited: CitationEvaluation) {
        (answers, citations, resolved) = (cited.answers, cited.citations, cited.resolved)
        (sentences, recall, precision) = (cited.statements.count, cited.recall, cited.precision)
    }
}

/// A sentence with what it cites, for a person to judge.
private struct CitedSentenceLine: Encodable {
    let question: String
    let sentence: String
    let quotes: [String]
    let urls: [String]
    let supported: Bool

    static func lines(of cited: CitationEvaluation) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try cited.statements.reduce(into: Data()) { lines, statement in
            let line = CitedSentenceLine(
                question: statement.question, sentence: statement.text, quotes: statement.passages.map(\.quote),
                urls: statement.urls, supported: statement.isSupported)
            lines += try encoder.encode(line) + Data("\n".utf8)
        }
    }
}
