import Evaluation
import Foundation
import Reasoning

/// Prints what was measured of declining.
struct AbstentionPrinter {
    let terminal: Terminal

    func show(_ rows: [AbstentionEvaluation.Row]) {
        var table = TextTable(heading: [
            "set", "part", "whole", "removed", "AUROC", "95 %", "threshold", "lost", "refused", "never said",
            "declined: whole", "removed", "never said", "part named", "misnamed", "alarms",
        ])
        table.rows = rows.map { row in
            [
                row.set, row.calibrates ? "calibrates" : "tests", "\(row.removed.answerable)",
                "\(row.removed.unanswerable)", Self.text(row.removed.areaUnderROC),
                row.removed.interval.map { "\(Self.text($0.lowerBound))–\(Self.text($0.upperBound))" } ?? "–",
                Self.text(row.removed.point.threshold), Self.text(row.removed.point.lost),
                Self.text(row.removed.point.refused), Self.text(row.unanswerable), Self.text(row.declined["whole"]),
                Self.text(row.declined["removed"]), Self.text(row.declined["unanswerable"]), Self.text(row.named),
                Self.text(row.misnamed), Self.text(row.alarms),
            ]
        }
        table.write(to: terminal)
        Terminal.write("")
        var risks = TextTable(heading: ["risk at coverage"] + (1...10).map { "\($0 * 10) %" })
        risks.rows = rows.filter { !$0.removed.risks.isEmpty }.map { row in
            ["\(row.set) \(row.calibrates ? "calibrates" : "tests")"] + row.removed.risks.map { Self.text($0.risk) }
        }
        risks.write(to: terminal)
    }

    /// Confidences of judged answers by models that did not see them.
    func show(_ confidences: [(confidence: Double, isRight: Bool)]) {
        guard !confidences.isEmpty else { return }
        let calibration = Calibration(confidences)
        Terminal.write("")
        Terminal.write(
            "Confidence, five folds held out: ECE \(Self.text(calibration.expectedError)), Brier "
                + "\(Self.text(calibration.brier.score)) of \(calibration.answers) answers, "
                + "\(Self.text(Double(confidences.count(where: \.isRight)) / Double(confidences.count))) right")
    }

    /// As the program has them built in.
    func show(_ models: AbstentionEvaluation.Models) {
        let all: [(String, LogisticModel, Double?)] = [
            ("answerable", models.answerable, models.threshold), ("clause", models.clause, models.foundThreshold),
            ("right", models.right, nil),
        ]
        for (name, model, threshold) in all {
            Terminal.write("")
            Terminal.write("\(name): bias \(model.bias)" + (threshold.map { ", threshold \($0)" } ?? ""))
            for term in model.terms {
                Terminal.write(
                    "    .init(\"\(term.name)\", mean: \(Self.number(term.mean)), scale: \(Self.number(term.scale)), "
                        + "weight: \(Self.number(term.weight))),")
            }
        }
    }

    private static func text(_ value: Double?) -> String { value.map { String(format: "%.3f", $0) } ?? "–" }
    private static func number(_ value: Double) -> String { String(format: "%.5f", value) }
}
