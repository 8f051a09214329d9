import ArgumentParser
import Evaluation
import Foundation
import Reasoning

struct EvaluateConsistencyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consistency",
        abstract: "Ask questions in several wordings, and see whether the answers agree.",
        discussion: """
            The wordings are JSON Lines: {"id","wordings":["…","…"]}, where the id is that of a question in the file
            given with --questions ('byline evaluate answers --help' has its form). Told are the shares of the
            questions that are answered rightly in all wordings, that cite one article in all wordings, and both.

            With --models, language models write as in 'byline ask'; without, answers are quoted.

            EXAMPLES
              byline evaluate consistency wordings.jsonl --questions questions.jsonl --corpus vennermouth
            """)

    @Argument(help: "The file with the wordings.")
    var wordings: String

    @Option(help: ArgumentHelp("The file with the questions.", valueName: "file"))
    var questions: String

    @Flag(help: "Show the questions whose answers differ.")
    var show = false

    @OptionGroup var writing: MeasuredWritingOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let set = try QuestionSet.read(URL(filePath: questions))
            let wordings = try WordedQuestion.read(URL(filePath: wordings))
            let display = ProgressDisplay(isEnabled: !output.json)
            let evaluation = try await Workbench.with(
                store.data, embedder, ranking: ranking, writing: writing, verbose: output.verbose
            ) { workbench in
                try await ConsistencyEvaluation.run(
                    wordings, of: set, with: workbench.plainAnswerer, corpus: store.corpus
                ) { count in
                    let share = Double(count) / Double(max(1, wordings.count))
                    display.show("\(ProgressDisplay.bar(share)) \(count) of \(wordings.count) questions")
                }
            }
            display.finish()
            if output.json { return try JSONOutput.write(ConsistencySummary(evaluation)) }
            if show { self.show(evaluation) }
            var table = TextTable(heading: ["of \(evaluation.outcomes.count) questions", "share"])
            table.rows = [
                ("right in all wordings", evaluation.right), ("one article cited in all", evaluation.sameEvidence),
                ("both", evaluation.consistent), ("of all wordings, right", evaluation.wordingsRight),
            ].map { [$0.0, String(format: "%.3f", $0.1)] }
            table.write(to: output.terminal)
        }
    }

    private func show(_ evaluation: ConsistencyEvaluation) {
        for outcome in evaluation.outcomes where !(outcome.isRight && outcome.restsOnSame) {
            let cited = outcome.restsOnSame ? "one article in all" : "no article in all"
            Terminal.write(
                output.terminal.bold(
                    "\(outcome.question.id) · \(outcome.right) of \(outcome.answers.count) right · cites \(cited)"))
            for answer in outcome.answers where !AnswerVerdict(answer, to: outcome.question).isRight {
                Terminal.write("  Q: \(Terminal.printable(answer.question))")
                let said = answer.status == .answered ? answer.text : answer.reason ?? ""
                Terminal.write(output.terminal.wrapped("A: \(Terminal.printable(said))", indent: 2))
            }
        }
    }
}

/// The figures, for programs.
private struct ConsistencySummary: Encodable {
    struct Question: Encodable {
        let id: String
        let right: Int
        let wordings: Int
        let restsOnSame: Bool
    }

    let right: Double
    let sameEvidence: Double
    let consistent: Double
    let wordingsRight: Double
    let questions: [Question]

    init(_ evaluation: ConsistencyEvaluation) {
        right = evaluation.right
        sameEvidence = evaluation.sameEvidence
        consistent = evaluation.consistent
        wordingsRight = evaluation.wordingsRight
        questions = evaluation.outcomes.map {
            Question(
                id: $0.question.id, right: $0.right, wordings: $0.answers.count, restsOnSame: $0.restsOnSame)
        }
    }
}
