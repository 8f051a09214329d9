import Foundation
import Reasoning
import Synchronization

/// Prints an answer as it comes: each sentence with the numbers of its citations as soon as the next one begins, at the end
/// the list of citations.
final class AnswerPrinter: Sendable {
    private struct State {
        var showsSides = false
        var hasBegun = false
        /// The sentence that was written, until its citations are complete.
        var text: String?
        var numbers: [Int] = []
    }

    private let terminal: Terminal
    private let state = Mutex(State())

    init(terminal: Terminal) { self.terminal = terminal }

    /// Takes the next event. Those of the search are not for this reader.
    func show(_ event: AnswerEvent) {
        switch event {
        case .plan(let plan): state.withLock { $0.showsSides = plan.kind == .comparison || plan.kind == .yesNo }
        case .delta(_, let text):
            finishSentence()
            state.withLock { $0.text = text }
        case .citation(let citation, _): state.withLock { $0.numbers.append(citation.number) }
        case .completed(let answer):
            finishSentence()
            if let choice = answer.choice {
                let share = "(\(Self.percent(choice.share)))"
                Terminal.write(terminal.bold("Choice: \(Terminal.printable(choice.text))") + " " + terminal.dim(share))
            }
            Terminal.write("")
            for citation in answer.citations { Terminal.write(line(citation)) }
            for contradiction in answer.contradictions { show(contradiction) }
            showRemarks(of: answer)
            Terminal.write(terminal.dim("Confidence \(Self.percent(answer.confidence)) that this is right."))
        case .abstained(let answer):
            Terminal.write(terminal.wrapped(Terminal.printable(answer.reason ?? "The corpus does not say.")))
            Terminal.write(terminal.dim("Confidence \(Self.percent(answer.confidence)) that the corpus does not say."))
        case .switched(let change):
            Terminal.write(
                terminal.dim(
                    Terminal.printable("\(change.from) could not write this (\(change.reason)); \(change.to) does.")))
        case .created, .stage, .evidence, .gate, .withheld, .usage, .failed: break
        }
    }

    /// What a reader should know beside the sentences.
    private func showRemarks(of answer: Answer) {
        // A contradiction stands above with its sides.
        let named = answer.contradictions.map(\.summary).joined(separator: " ")
        var remarks = answer.notes.filter { $0 != named }
        if !answer.withheld.isEmpty {
            let count = answer.withheld.count == 1 ? "One sentence was" : "\(answer.withheld.count) sentences were"
            let reasons = Set(answer.withheld.map(\.reason)).sorted().joined(separator: " ")
            remarks.append("\(count) withheld: \(reasons)")
        }
        if !remarks.isEmpty { Terminal.write("") }
        for remark in remarks { Terminal.write(terminal.dim(terminal.wrapped(Terminal.printable("Note: \(remark)")))) }
    }

    /// "Sources disagree on the number:", and each side with its outlets and citations.
    private func show(_ contradiction: AnswerContradiction) {
        Terminal.write("")
        Terminal.write(terminal.bold("Sources disagree on \(contradiction.matter):"))
        for side in contradiction.sides {
            let marks = side.citations.map { "[\($0)]" }.joined()
            let outlets = side.outlets.isEmpty ? "an unnamed source" : side.outlets.joined(separator: ", ")
            let text = "\(outlets): \(side.value) \u{2013} \u{201C}\(side.statement)\u{201D} \(marks)"
            Terminal.write(terminal.wrapped(Terminal.printable(text), indent: 2))
        }
    }

    private func finishSentence() {
        let (sentence, begins) = state.withLock { state in
            let sentence = state.text.map { ($0, state.numbers) }
            let begins = sentence != nil && !state.hasBegun && state.showsSides
            if sentence != nil { state.hasBegun = true }
            (state.text, state.numbers) = (nil, [])
            return (sentence, begins)
        }
        guard let (text, numbers) = sentence else { return }
        if begins { Terminal.write(terminal.dim("What the sources say, side by side:")) }
        let marks = numbers.map { "[\($0)]" }.joined()
        let wrapped = terminal.wrapped("\(Terminal.printable(text)) \(marks)")
        Terminal.write(wrapped.replacingOccurrences(of: marks, with: terminal.accent(marks)))
    }

    private static func percent(_ confidence: Double) -> String { "\(Int((confidence * 100).rounded())) %" }

    private func line(_ citation: Citation) -> String {
        let date = citation.publishedAt?.formatted(.iso8601.year().month().day()) ?? "undated"
        let source = citation.source.isEmpty ? "unknown source" : Terminal.printable(citation.source)
        let place = terminal.dim(
            [date, "characters \(citation.start)–\(citation.end)", citation.url.map(Terminal.printable)]
                .compactMap(\.self).joined(separator: " · "))
        return "\(terminal.accent("[\(citation.number)]")) \(terminal.bold(source)): "
            + "\(Terminal.printable(citation.title))\n    \(place)"
    }
}
