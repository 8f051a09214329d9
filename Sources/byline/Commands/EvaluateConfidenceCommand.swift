import ArgumentParser
import Corpus
import Evaluation
import Foundation
import Reasoning

struct EvaluateConfidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confidence",
        abstract: "Measure whether a system knows what it knows.",
        discussion: """
            The file is JSON Lines, of whatever system: {"id","confidence","correct","answerable","declined","measures"}.
            'correct' says whether the answer was right, 'answerable' whether the corpus can answer at all (true where absent),
            'declined' that the system declined, and its confidence is that the corpus does not say (false where absent), and 'measures', which 'byline evaluate answers --confidences-out' writes, what the confidence was made of.

            Of the answers with 'correct': ECE, the mean distance of confidence from accuracy over bins, and Brier,
            the mean square of confidence − outcome, which is reliability − resolution + uncertainty + within (the
            uncertainty is what stating the share of right answers everywhere would have); and AUROC of being right, the
            chance that a right answer has the higher confidence than a wrong one. Of all: AUROC of declining, the chance that a question without an answer has the lower confidence of having one, which
            is 1 − confidence of what was declined, equal ones counting half; and what comes of declining at a threshold: precision, recall and F1 of declining.

            With --fit, a logistic model of the measures named is fitted to another file of such lines and printed, and
            the answers of this one are restated by it.

            EXAMPLES
              byline evaluate confidence confidences.jsonl
              byline evaluate confidence confidences.jsonl --bins 15 --binning equal-mass --html report.html
              byline evaluate confidence confidences.jsonl --threshold 0.4 --json
              byline evaluate confidence sample.jsonl --fit multihop.jsonl --measures first.total,first.margin
            """)

    @Argument(help: "The file with the confidences.")
    var confidences: String

    @Option(help: ArgumentHelp("Bins, 1 to 1000.", valueName: "number"))
    var bins: Int = 10

    @Option(help: "How bins are cut: equal-width or equal-mass.")
    var binning: Calibration.Binning = .equalWidth

    @Option(help: ArgumentHelp("Decline where the confidence is at most this.", valueName: "confidence"))
    var threshold: Double = 0.5

    @Option(help: ArgumentHelp("Answers that a model is fitted to.", valueName: "file"))
    var fit: String?

    @Option(help: ArgumentHelp("What the model looks at, with commas between.", valueName: "names"))
    var measures: String?

    @OptionGroup var page: PageOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard (1...1_000).contains(bins) else { throw ValidationError("--bins is from 1 to 1000.") }
        guard (0...1).contains(threshold) else { throw ValidationError("--threshold is from 0 to 1.") }
        if (fit == nil) != (measures == nil) { throw ValidationError("--fit and --measures need each other.") }
        if page.html == "-", output.json { throw ValidationError("--html - and --json would be mixed: name a file.") }
    }

    func run() async throws {
        try await output.reporting {
            var stated = try StatedConfidence.read(URL(filePath: confidences))
            var model: LogisticModel?
            if let fit, let measures {
                let fitted = ConfidenceFit.model(
                    of: try StatedConfidence.read(URL(filePath: fit)),
                    measures: measures.split(separator: ",").map(String.init))
                stated = ConfidenceFit.restated(stated, by: fitted)
                model = fitted
            }
            let calibration = Calibration(stated, binCount: bins, binning: binning)
            let refusals = RefusalCurve(stated)
            let point = refusals.point(at: -threshold)
            let right = AbstentionScore(rightAgainstWrong: stated)
            let name = URL(filePath: confidences).lastPathComponent
            let text = EvaluationReport.page(
                of: calibration, declining: point, areaUnderROC: refusals.areaUnderROC, title: "Confidence: \(name)")
            try page.open()?.finish(Data(text.utf8))
            if output.json {
                return try JSONOutput.write(
                    ConfidenceSummary(
                        calibration: calibration, areaUnderRoc: refusals.areaUnderROC,
                        rightAreaUnderRoc: right.areaUnderROC, rightInterval: right.interval, threshold: threshold,
                        precision: point.precision, recall: point.recall, f1: point.f1, model: model))
            }
            if page.html != "-" {
                if let model { show(model) }
                table(calibration, refusals, point, right)
            }
        }
    }

    private func show(_ model: LogisticModel) {
        Terminal.write(String(format: "bias: %.4f", model.bias))
        for term in model.terms {
            let numbers = String(format: "mean: %.4f, scale: %.4f, weight: %.4f", term.mean, term.scale, term.weight)
            Terminal.write("\"\(term.name)\", \(numbers)")
        }
        Terminal.write("")
    }

    private func table(
        _ calibration: Calibration, _ refusals: RefusalCurve, _ point: RefusalCurve.Point, _ right: AbstentionScore
    ) {
        func text(_ value: Double) -> String { String(format: "%.4f", value) }
        var bins = TextTable(heading: ["confidence", "answers", "mean", "right"])
        bins.rows = calibration.bins.map {
            [
                String(format: "%.3f to %.3f", $0.lower, $0.upper), "\($0.count)", text($0.meanConfidence),
                text($0.accuracy),
            ]
        }
        bins.write(to: output.terminal)
        Terminal.write("")
        var table = TextTable(heading: ["metric", "value"])
        let brier = calibration.brier
        table.rows = [
            ["ECE", text(calibration.expectedError)], ["Brier", text(brier.score)],
            ["  reliability", text(brier.reliability)], ["  resolution", text(brier.resolution)],
            ["  uncertainty", text(brier.uncertainty)], ["  within", text(brier.within)],
            ["AUROC of being right", right.areaUnderROC.map(text) ?? "–"],
            ["  95 %", right.interval.map { "\(text($0.lowerBound)) to \(text($0.upperBound))" } ?? "–"],
            ["AUROC of declining", refusals.areaUnderROC.map(text) ?? "–"],
            ["precision of declining at \(threshold)", text(point.precision)],
            ["recall", text(point.recall)], ["F1", text(point.f1)],
        ]
        table.write(to: output.terminal)
        Terminal.write(output.terminal.dim("\(calibration.answers) answers were judged"))
    }
}

/// The figures, for programs.
private struct ConfidenceSummary: Encodable {
    let calibration: Calibration
    /// None where all questions can be answered, or none.
    let areaUnderRoc: Double?
    /// Of right answers against wrong ones; none where one of the two is lacking.
    let rightAreaUnderRoc: Double?
    let rightInterval: ClosedRange<Double>?
    let threshold: Double
    let precision: Double
    let recall: Double
    let f1: Double
    /// What was fitted.
    let model: LogisticModel?
}
