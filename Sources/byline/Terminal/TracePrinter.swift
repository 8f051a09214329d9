import Corpus
import Foundation
import Generation
import Reasoning
import Retrieval
import Store

/// Prints a trace as a person would tell it: what was asked, understood, found, judged, written, and how long it took.
struct TracePrinter {
    let terminal: Terminal

    /// Candidates that are shown; the others are in the JSON.
    private static let candidates = 8

    func show(_ trace: AnswerTrace) {
        head(trace)
        understanding(trace)
        evidence(trace)
        gates(trace)
        calls(trace)
        answer(trace)
        timings(trace)
    }

    private func section(_ title: String) { Terminal.write("\n\(terminal.bold(title))") }

    private func head(_ trace: AnswerTrace) {
        Terminal.write(terminal.bold(Terminal.printable(trace.request.question)))
        let moment = trace.request.filter.asOf.map { " as of \(ArticleDate.text($0))" } ?? ""
        Terminal.write(
            terminal.dim("\(trace.id) · \(ArticleDate.text(trace.createdAt)) · corpus \(trace.request.corpus)\(moment)")
        )
    }

    private func understanding(_ trace: AnswerTrace) {
        guard let plan = trace.plan else { return }
        section("Understood as")
        Terminal.write("  kind: \(plan.kind.rawValue)")
        list("choices", trace.request.choices ?? [])
        list("names", plan.names)
        list("words", plan.terms)
        list("parts", plan.parts)
        if let bridge = trace.bridge {
            list("described", [bridge.description])
            list("found to be", [bridge.name])
            list("asked on", [bridge.question])
        }
        if trace.isBroadened { list("searched, widened, for", trace.searches) }
    }

    private func list(_ name: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        Terminal.write("  \(name): " + values.map(Terminal.printable).joined(separator: " · "))
    }

    private func evidence(_ trace: AnswerTrace) {
        section("Found \(trace.candidates.count) passages")
        for candidate in trace.candidates.prefix(Self.candidates) {
            let date = candidate.publishedAt?.formatted(.iso8601.year().month().day()) ?? "undated"
            Terminal.write(
                "  \(candidate.rank). \(Terminal.printable(candidate.source)): \(Terminal.printable(candidate.title)) "
                    + terminal.dim("\(date) · score \(decimals(candidate.score)) · \(candidate.chunk)"))
            Terminal.write(terminal.dim("     " + Terminal.printable(candidate.explanation)))
            let signals = candidate.signals.filter { abs($0.contribution) >= 0.005 }
                .map { "\($0.name) \(decimals($0.contribution))" }
            Terminal.write(terminal.dim("     " + signals.joined(separator: ", ")))
        }
        let more = trace.candidates.count - Self.candidates
        if more > 0 { Terminal.write(terminal.dim("  and \(more) more; --json shows them")) }
    }

    private func gates(_ trace: AnswerTrace) {
        section("Gates")
        for finding in trace.findings {
            let place = finding.sentence.map { "sentence \($0 + 1)" } ?? finding.stage.rawValue
            let mark =
                finding.verdict.outcome == .failed ? terminal.warning("failed") : finding.verdict.outcome.rawValue
            let reason = finding.verdict.reason.map { ": " + Terminal.printable($0) } ?? ""
            Terminal.write("  \(mark)  \(finding.gate) (\(place))\(reason)")
        }
    }

    private func calls(_ trace: AnswerTrace) {
        guard !trace.calls.isEmpty else { return }
        section("Language models")
        for call in trace.calls {
            let report = call.report
            let cost = report.cost == .zero ? "" : ", cost \(report.cost)"
            let shown = call.passages.map { " · \($0) passage\($0 == 1 ? "" : "s")" } ?? ""
            let cache = report.isCached ? ", from the cache" : ""
            Terminal.write(
                "  \(Terminal.printable(report.model)) · prompt \(call.prompt) \(call.promptVersion)\(shown) · "
                    + "\(report.error ?? "done") · \(report.usage.promptTokens) + \(report.usage.answerTokens) tokens"
                    + "\(cost)\(cache) · \(report.attempts.count) attempt\(report.attempts.count == 1 ? "" : "s"), "
                    + "\(Int(report.duration * 1_000)) ms")
        }
    }

    private func answer(_ trace: AnswerTrace) {
        let answer = trace.answer
        section(
            "\(answer.status == .answered ? "Answered" : "Abstained") by \(answer.writer)"
                + (trace.fromCache ? ", as before: the evidence is the same" : ""))
        for change in answer.switches {
            Terminal.write("  \(change.from) → \(change.to): \(Terminal.printable(change.reason))")
        }
        if let reason = answer.reason { Terminal.write("  " + Terminal.printable(reason)) }
        for sentence in answer.sentences {
            let marks = sentence.citations.map { "[\($0)]" }.joined()
            let voices = sentence.publishers == 1 ? "1 publisher" : "\(sentence.publishers) publishers"
            Terminal.write("  \(Terminal.printable(sentence.text)) \(marks) \(terminal.dim("(\(voices))"))")
        }
        for sentence in answer.withheld {
            Terminal.write("  withheld by \(sentence.gate): \(Terminal.printable(sentence.reason))")
        }
        for contradiction in answer.contradictions {
            for side in contradiction.sides {
                let marks = side.citations.map { "[\($0)]" }.joined()
                let outlets = side.outlets.joined(separator: ", ")
                Terminal.write(
                    "  contradiction (\(contradiction.kind.rawValue)): "
                        + Terminal.printable("\(outlets): \(side.value) \(marks)"))
            }
        }
        for note in answer.notes { Terminal.write("  note: \(Terminal.printable(note))") }
    }

    private func timings(_ trace: AnswerTrace) {
        section("Time")
        let stages = trace.timings.map { "\($0.stage.rawValue) \(Int($0.milliseconds.rounded())) ms" }
        let first = trace.firstSentence.map { " · first sentence after \(Int($0.rounded())) ms" } ?? ""
        Terminal.write("  " + stages.joined(separator: " · ") + first)
    }

    private func decimals(_ value: Float) -> String { String(format: "%.3f", value) }
}
