import ArgumentParser
import Corpus
import Embedding
import Evaluation
import Foundation
import Reasoning

struct EvaluateSupportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "support",
        abstract: "Measure how well the verifier tells supported sentences from corrupted ones.",
        discussion: """
            The file is JSON Lines of pairs: {"id","url","quote","claim","label","kind","origin","split"}, where label is
            supported or unsupported. The text around a quote is taken from the pair ("context", "title", "source",
            "author", "published_at") or from the articles, by the URL.

            Of supported pairs, the share refused is the rate of false alarms; of unsupported ones, that of detection.
            Intervals are Wilson's at 95 %. Nothing of the verifier may be tuned on the split 'held-out'.

            EXAMPLES
              byline evaluate support corpora/vennermouth/support/pairs.jsonl
              byline evaluate support pairs.jsonl --articles articles/ --split held-out --json
              byline evaluate support pairs.jsonl --show wrong --split tuning --kind polarity
              byline evaluate support pairs.jsonl --entailment models/nli-deberta-v3-small
              byline evaluate support pairs.jsonl --split held-out --confidences c.jsonl
              byline evaluate confidence c.jsonl
            """)

    @Argument(help: "The file with the pairs.")
    var pairs: String

    @Option(
        help: ArgumentHelp(
            "Articles that the pairs quote; by default the folder 'articles' beside the file or one folder up.",
            valueName: "path"))
    var articles: String?

    @Option(help: ArgumentHelp("Only pairs of this split.", valueName: "name"))
    var split: String?

    @Option(help: ArgumentHelp("Only pairs of this kind; can be repeated.", valueName: "name"))
    var kind: [String] = []

    @Option(help: "Show the pairs whose verdict is: all, or not right (wrong).")
    var show: EvaluateAnswersCommand.Shown?

    @Flag(help: "Compare no meanings: without the encoder.")
    var withoutVectors = false

    @Flag(help: "Fit the model of confidence to the pairs of the split 'tuning', and print its weights.")
    var fit = false

    @Option(
        help: ArgumentHelp("Write the verdicts' confidences for 'byline evaluate confidence'.", valueName: "file"))
    var confidences: String?

    @OptionGroup var inference: EntailmentOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let file = URL(filePath: pairs)
            let chosen = try SupportPair.read(file).filter {
                (split == nil || $0.split == split) && (kind.isEmpty || kind.contains($0.kind))
            }
            guard !chosen.isEmpty else {
                throw BylineError(
                    "no-pairs", "No pair of \(file.lastPathComponent) is of that split and kind.",
                    remedy: "Leave out --split and --kind to see which there are.")
            }
            let sink = try confidences.map(OutputFile.open)
            let evaluation = try await evaluate(chosen, beside: file)
            try sink?.finish(Self.confidenceLines(evaluation))
            if output.json { return try JSONOutput.write(SupportSummary(evaluation)) }
            if let show { self.show(evaluation.outcomes, which: show) }
            table(evaluation)
            if fit { printWeights(evaluation) }
        }
    }

    private func evaluate(_ chosen: [SupportPair], beside file: URL) async throws -> SupportEvaluation {
        let display = ProgressDisplay(isEnabled: !output.json)
        var clock: EncoderClock?
        if !withoutVectors {
            let model = try await embedder.embedder(logger: Workbench.logger(verbose: output.verbose))
            clock = EncoderClock { try await model.embed(queries: $0) }
        }
        let verifier = SupportVerifier(encode: clock?.encode)
        let judge = try inference.model().map { JudgeClock($0) }
        let evaluation = try await SupportEvaluation.run(
            chosen, articles: try quotedArticles(beside: file), verifier: verifier, encoder: clock,
            entailment: judge.map { inference.check($0) }, judge: judge
        ) { count in
            display.show(
                "\(ProgressDisplay.bar(Double(count) / Double(chosen.count))) \(count) of \(chosen.count) pairs")
        }
        display.finish()
        return evaluation
    }

    private func quotedArticles(beside file: URL) throws -> QuotedArticles {
        if let articles { return try QuotedArticles(path: articles) }
        let folder = file.deletingLastPathComponent()
        for candidate in [folder, folder.deletingLastPathComponent()] {
            let path = candidate.appending(path: "articles").path
            if FileManager.default.fileExists(atPath: path) { return try QuotedArticles(path: path) }
        }
        return QuotedArticles()
    }

    private func show(_ outcomes: [SupportEvaluation.Outcome], which: EvaluateAnswersCommand.Shown) {
        for outcome in outcomes where which == .all || !outcome.isRight {
            let verdict = outcome.verdict.isSupported ? "passed" : "refused"
            Terminal.write(output.terminal.bold("\(outcome.pair.id) \(outcome.pair.kind) · \(verdict)"))
            Terminal.write(output.terminal.wrapped("quote: \(Terminal.printable(outcome.pair.quote))", indent: 2))
            Terminal.write(output.terminal.wrapped("claim: \(Terminal.printable(outcome.pair.claim))", indent: 2))
            for check in outcome.verdict.checks where !check.passed {
                Terminal.write(
                    output.terminal.wrapped("\(check.name): \(Terminal.printable(check.reason))", indent: 2))
            }
            Terminal.write("")
        }
    }

    private func table(_ evaluation: SupportEvaluation) {
        var table = TextTable(heading: ["split and kind", "origin", "pairs", "refused", "share", "95 % interval"])
        table.rows = evaluation.rows.map { row in
            let sort = row.label == .supported ? "false alarms" : "caught"
            return [
                "\(row.split) · \(row.kind) (\(sort))", row.origin, "\(row.pairs)", "\(row.refused)",
                String(format: "%.3f", row.share), String(format: "%.3f to %.3f", row.low, row.high),
            ]
        }
        table.write(to: output.terminal)
        func text(_ timing: SupportEvaluation.Timing) -> String {
            String(format: "%.2f ms at p50, %.2f ms at p95", timing.median, timing.percentile95)
        }
        Terminal.write(output.terminal.dim("per sentence: \(text(evaluation.checking)) for the checks"))
        if !withoutVectors {
            Terminal.write(output.terminal.dim("with the encoder: \(text(evaluation.verifying))"))
        }
        if let judging = evaluation.judging {
            let asked = evaluation.outcomes.count { $0.judging != nil }
            Terminal.write(
                output.terminal.dim("with the model of inference, asked of \(asked) pairs: \(text(judging)) more"))
        }
    }

    private func printWeights(_ evaluation: SupportEvaluation) {
        let rows = evaluation.outcomes.filter { $0.pair.split == "tuning" }
            .map { (features: $0.verdict.signals.features, outcome: $0.pair.label == .supported) }
        let weights = LogisticRegression.fit(rows).map { String(format: "%.2f", $0) }
        Terminal.write("weights: [\(weights.joined(separator: ", "))], fitted to \(rows.count) pairs")
    }

    private static func confidenceLines(_ evaluation: SupportEvaluation) -> Data {
        let lines = evaluation.outcomes.map { outcome in
            let confidence = String(format: "%.4f", outcome.verdict.confidence)
            return
                #"{"id":"\#(outcome.pair.id)","confidence":\#(confidence),"correct":\#(outcome.pair.label == .supported)}"#
        }
        return Data((lines.joined(separator: "\n") + "\n").utf8)
    }
}

/// The figures, for programs.
private struct SupportSummary: Encodable {
    struct Verdict: Encodable {
        let id: String
        let kind: String
        let split: String
        let isSupported: Bool
        let isRight: Bool
        let confidence: Double
        let objection: String?
        /// How likely the passage contradicts the sentence, by the model of inference; left out where it was not asked.
        let contradiction: Double?
    }

    let rows: [SupportEvaluation.Row]
    let checkingMilliseconds: SupportEvaluation.Timing
    let verifyingMilliseconds: SupportEvaluation.Timing
    let judgingMilliseconds: SupportEvaluation.Timing?
    let verdicts: [Verdict]

    init(_ evaluation: SupportEvaluation) {
        rows = evaluation.rows
        checkingMilliseconds = evaluation.checking
        verifyingMilliseconds = evaluation.verifying
        judgingMilliseconds = evaluation.judging
        verdicts = evaluation.outcomes.map {
            Verdict(
                id: $0.pair.id, kind: $0.pair.kind, split: $0.pair.split, isSupported: $0.verdict.isSupported,
                isRight: $0.isRight, confidence: $0.verdict.confidence, objection: $0.verdict.objection,
                contradiction: $0.judging?.contradiction)
        }
    }
}
