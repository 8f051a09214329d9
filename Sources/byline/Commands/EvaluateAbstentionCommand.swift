import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning
import Store

struct EvaluateAbstentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "abstention",
        abstract: "Measure whether questions are declined where their evidence is gone.",
        discussion: """
            Asks every question whose facts are known with the corpus whole, with every article left out that holds one
            of its facts, so that the topic stays and the answer is gone, and with the articles of one fact left out.
            Questions without facts are asked as they are. Articles are left out of each search; how common words are
            is still counted with them.

            Half of each set calibrates, and so do all of the sets given with --calibrate-on; what counts is in the
            rows of the other half. AUROC is that of the chance that the evidence carries an answer, whole against
            removed. 'Declined' is what all gates decline.

            With --fit, the models are fitted to the half that calibrates and printed as the program has them built in.

            EXAMPLES
              byline evaluate abstention multihop.jsonl --format multihop-rag
              byline evaluate abstention multihop:multihop-rag:q.jsonl --calibrate-on v:byline:questions.jsonl --fit
            """)

    @Argument(help: "Question sets: corpus:format:file, or a file of the corpus and form given below.")
    var sets: [NamedQuestionSet]

    @Option(help: "The form of the files: byline or multihop-rag.")
    var format: QuestionFormat = .byline

    @Option(
        name: .customLong("calibrate-on"),
        help: ArgumentHelp("A set that is calibrated on as a whole; may be repeated.", valueName: "set"))
    var calibrating: [NamedQuestionSet] = []

    @Flag(help: "Fit the models, and print them.")
    var fit = false

    @Option(
        help: ArgumentHelp("The share of answerable questions that declining may lose when fitted.", valueName: "share")
    )
    var losing: Double = 0.05

    @Option(help: ArgumentHelp("The same seed gives the same halves.", valueName: "number"))
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Write what was found of each case there, as JSON Lines.", valueName: "file"))
    var casesOut: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (0...1).contains(losing) else { throw ValidationError("--losing is from 0 to 1.") }
        guard format != .beir else { throw ValidationError("Queries of the form beir have no facts.") }
    }

    func run() async throws {
        try await output.reporting {
            let display = ProgressDisplay(isEnabled: !output.json)
            let file = try casesOut.map(OutputFile.open)
            let asked = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                workbench in
                var asked: [AbstentionEvaluation.Asked] = []
                for (set, isWhole) in sets.map({ ($0, false) }) + calibrating.map({ ($0, true) }) {
                    asked += try await ask(set, isWhole: isWhole, with: workbench, display)
                }
                return asked
            }
            display.finish()
            for asked in asked { try file?.write(contentsOf: AbstentionLine(asked).data) }
            let evaluation = AbstentionEvaluation(asked)
            let models = fit ? evaluation.fitted(losing: losing) : AbstentionEvaluation.Models()
            if output.json {
                return try JSONOutput.write(AbstentionSummary(rows: evaluation.rows(models), models: models))
            }
            let printer = AbstentionPrinter(terminal: output.terminal)
            printer.show(evaluation.rows(models))
            printer.show(evaluation.heldOutConfidences(names: models.right.terms.map(\.name)))
            if fit { printer.show(models) }
        }
    }

    private func ask(
        _ set: NamedQuestionSet, isWhole: Bool, with workbench: Workbench, _ display: ProgressDisplay
    ) async throws -> [AbstentionEvaluation.Asked] {
        let (corpus, format, file) = (set.corpus ?? store.corpus, set.format ?? format, URL(filePath: set.file))
        let questions = try format.read(file)
        let judged = Dictionary(
            try format.readJudged(file).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let maker = try await AbstentionMaker(
            questions, answerer: workbench.plainAnswerer, searcher: workbench.searcher, corpus: corpus)
        let halves = Halves.assign(questions.map(\.kind), seed: seed)
        var asked: [AbstentionEvaluation.Asked] = []
        for (index, question) in questions.enumerated() {
            for one in try await maker.cases(of: question, under: Set(AbstentionCase.Condition.allCases)) {
                asked.append(
                    AbstentionEvaluation.Asked(
                        set: corpus.rawValue, calibrates: isWhole || halves[index] == 0, one: one,
                        judged: judged[question.id]))
            }
            let share = Double(index + 1) / Double(questions.count)
            display.show("\(ProgressDisplay.bar(share)) \(index + 1) of \(questions.count) questions of \(corpus)")
        }
        return asked
    }
}

/// The figures, for programs.
private struct AbstentionSummary: Encodable {
    let rows: [AbstentionEvaluation.Row]
    let models: AbstentionEvaluation.Models
}

/// One case, for programs.
private struct AbstentionLine: Encodable {
    let set: String
    let calibrates: Bool
    let id: String
    let kind: String
    let question: String
    let condition: AbstentionCase.Condition
    let status: Answer.Status
    let isRight: Bool?
    let assessment: EvidenceAssessment?
    let missing: [Int]
    let named: [Int]
    let failed: [String]
    let reason: String?
    let notes: [String]

    init(_ asked: AbstentionEvaluation.Asked) {
        let one = asked.one
        set = asked.set
        calibrates = asked.calibrates
        id = one.question.id
        kind = one.question.kind
        question = one.question.question
        condition = one.condition
        status = one.trace.answer.status
        isRight = asked.isRight
        assessment = one.trace.assessment
        missing = one.missing.sorted()
        named = one.named.sorted()
        failed = one.trace.findings.filter { $0.verdict.outcome == .failed }.map(\.gate)
        reason = one.trace.answer.reason
        notes = one.trace.answer.notes
    }

    var data: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }
}
