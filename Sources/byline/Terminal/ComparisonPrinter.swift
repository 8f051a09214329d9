import Corpus
import Evaluation
import Foundation
import Retrieval

/// A comparison as a person reads it.
struct ComparisonPrinter {
    let terminal: Terminal
    /// The share of false alarms that one puts up with.
    let level: Double

    func show(_ comparison: Comparison, worst: [ExaminedQuestion]) {
        summary(comparison)
        kinds(comparison)
        missing("new run", comparison.missingFromNew)
        missing("baseline", comparison.missingFromBaseline)
        verdict(comparison)
        if worst.isEmpty { return }
        Terminal.write("")
        Terminal.write(terminal.bold("What got worse in \(comparison.metrics[0])"))
        for question in worst { show(question, comparison) }
    }

    private func summary(_ comparison: Comparison) {
        var table = TextTable(heading: ["metric"] + Self.columns + ["p", "p (Holm)", ""])
        table.rows = comparison.rows.map { row in
            let mark =
                row.isSignificantlyWorse(level: level)
                ? "worse" : row.isSignificantlyBetter(level: level) ? "better" : ""
            return [row.metric] + Self.cells(row.paired)
                + [String(format: "%.4f", row.paired.pValue), String(format: "%.4f", row.adjustedPValue), mark]
        }
        table.write(to: terminal)
    }

    private func kinds(_ comparison: Comparison) {
        guard !comparison.byKind.isEmpty else { return }
        Terminal.write("")
        var table = TextTable(heading: ["\(comparison.metrics[0]) of"] + Self.columns + ["p", "questions"])
        table.rows = comparison.byKind.sorted { $0.key < $1.key }.map { kind, metrics in
            [kind.isEmpty ? "unknown" : kind] + Self.cells(metrics[0])
                + [String(format: "%.4f", metrics[0].pValue), "\(metrics[0].questions)"]
        }
        table.write(to: terminal)
    }

    private func missing(_ system: String, _ ids: [String]) {
        guard !ids.isEmpty else { return }
        let more = ids.count > Self.named ? " and \(ids.count - Self.named) more" : ""
        let names = ids.prefix(Self.named).map(Terminal.printable).joined(separator: ", ")
        Terminal.write(
            terminal.warning("\(ids.count) questions are missing from the \(system) and count as 0: \(names)\(more)"))
    }

    private func verdict(_ comparison: Comparison) {
        let worse = comparison.significantlyWorse(level: level)
        Terminal.write(
            terminal.dim(
                "\(comparison.pairs.count) questions; intervals by bootstrap, p by permutation, both over questions"))
        guard !worse.isEmpty else { return }
        Terminal.write(terminal.warning("Significantly worse: \(worse.joined(separator: ", "))"))
    }

    private func show(_ question: ExaminedQuestion, _ comparison: Comparison) {
        let pair = question.pair
        let values = [pair.baseline[0], pair.new[0]].map { $0.map { String(format: "%.4f", $0) } ?? "–" }
        let name = [pair.id, pair.kind ?? ""].filter { !$0.isEmpty }.map(Terminal.printable).joined(separator: " ")
        Terminal.write("")
        Terminal.write("\(terminal.bold(name))  \(values.joined(separator: " → "))")
        if let text = pair.text { Terminal.write(terminal.wrapped(Terminal.printable(text), indent: 2)) }
        show("baseline", question.baseline)
        show("new", question.new)
    }

    private func show(_ system: String, _ hits: [ExplainedHit]) {
        for (index, hit) in hits.enumerated() {
            let mark = hit.relevance.map { $0 > 0 ? "+" : "-" } ?? " "
            let label = index == 0 ? system : ""
            let place = [hit.source, hit.publishedAt.map(ArticleDate.day)].compactMap(\.self).joined(separator: " · ")
            let title = Terminal.printable([hit.title ?? hit.id, place].filter { !$0.isEmpty }.joined(separator: ", "))
            Terminal.write(
                "  \(label.padding(toLength: 8, withPad: " ", startingAt: 0)) \(index + 1). \(mark) "
                    + "\(String(format: "%.4f", hit.score)) \(title)")
            if hit.reasons.isEmpty { continue }
            let reasons = hit.reasons.map {
                "\($0.name) \(String(format: "%.3f", $0.contribution))"
            }
            Terminal.write(
                terminal.dim(terminal.wrapped(Terminal.printable(reasons.joined(separator: "  ")), indent: 14)))
        }
    }

    /// Missing questions that are named.
    private static let named = 10

    private static let columns = ["baseline", "new", "difference", "95 % interval", "won", "equal", "lost"]

    private static func cells(_ paired: PairedComparison) -> [String] {
        [
            String(format: "%.4f", paired.baseline), String(format: "%.4f", paired.new),
            String(format: "%+.4f", paired.difference), String(format: "%+.4f … %+.4f", paired.low, paired.high),
            "\(paired.wins)", "\(paired.ties)", "\(paired.losses)",
        ]
    }
}
