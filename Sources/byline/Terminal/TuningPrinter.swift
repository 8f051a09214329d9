import Evaluation
import Foundation

/// The tables of a tuning, for people.
struct TuningPrinter {
    let terminal: Terminal
    let report: TuningReport

    func show() {
        heading("\(report.questions) questions, objective \(report.objective)")
        figures().write(to: terminal)
        Terminal.write(
            terminal.dim("held out over the weights as they are: \(Self.interval(report.gain)) of the objective"))
        heading("Signals")
        signals().write(to: terminal)
        if report.signals.contains(where: \.isMute) {
            Terminal.write(terminal.dim("* never told two candidates of a question apart: its weight stays"))
        }
        heading("Objective by fold and by kind")
        folds().write(to: terminal)
        Terminal.write("")
        kinds().write(to: terminal)
        if !report.transfer.isEmpty {
            heading("Objective on each set, by what the weights were tuned on; a set's own figure is held out")
            transfer().write(to: terminal)
        }
    }

    private func heading(_ text: String) {
        Terminal.write("")
        Terminal.write(terminal.accent(Terminal.printable(text)))
    }

    private func figures() -> TextTable {
        let measures = ["mrr@10", "map@10", "hits@10", "hits@4", "recall@10", "all@10", "ndcg@10"]
        var table = TextTable(heading: ["weights", "objective"] + measures)
        for (name, row) in [
            ("as they are", report.current), ("tuned, in training", report.training),
            ("tuned, held out", report.heldOut),
        ] {
            table.rows.append(
                [name, Self.figure(row.objective)] + measures.map { Self.figure(row.measures[$0] ?? 0) })
        }
        return table
    }

    private func signals() -> TextTable {
        var table = TextTable(heading: ["signal", "now", "tuned", "over folds", "loss at 0", "loss tuned again"])
        for row in report.signals {
            table.rows.append([
                row.name + (row.isMute ? " *" : ""), Self.weight(row.current), Self.weight(row.tuned),
                "\(Self.weight(row.lowest)) to \(Self.weight(row.highest))",
                row.lossZeroed.map(Self.interval) ?? "–", row.lossRetuned.map(Self.interval) ?? "–",
            ])
        }
        return table
    }

    private func folds() -> TextTable {
        var table = TextTable(heading: ["fold", "questions", "as they are", "training", "held out"])
        for (index, row) in report.folds.enumerated() {
            table.rows.append(
                ["\(index + 1)", "\(row.questions)"] + [row.current, row.training, row.heldOut].map(Self.figure))
        }
        return table
    }

    private func kinds() -> TextTable {
        var table = TextTable(heading: ["kind", "questions", "as they are", "held out"])
        table.rows = report.kinds.map {
            [$0.kind, "\($0.questions)", Self.figure($0.current), Self.figure($0.heldOut)]
        }
        return table
    }

    private func transfer() -> TextTable {
        var table = TextTable(heading: ["tuned on"] + report.sets)
        table.rows = report.transfer.map { [$0.tunedOn] + $0.objective.map(Self.figure) }
        return table
    }

    private static func figure(_ value: Double) -> String { String(format: "%.3f", value) }
    private static func weight(_ value: Float) -> String { String(format: "%.3f", value) }

    private static func interval(_ difference: PairedDifference) -> String {
        String(format: "%+.3f [%+.3f, %+.3f]", difference.mean, difference.low, difference.high)
    }
}
