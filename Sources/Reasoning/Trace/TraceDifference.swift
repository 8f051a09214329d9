/// What differs between two traces of one question.
public struct TraceDifference: Sendable, Hashable, Codable {
    /// How the question was understood.
    public let plan: [String]
    /// Passages that came, went or moved.
    public let evidence: [String]
    /// Gates that judged otherwise.
    public let gates: [String]
    /// Status, sentences, and who wrote them.
    public let answer: [String]

    public var isSame: Bool { lines.isEmpty }
    /// All of it, a sentence each.
    public var lines: [String] { plan + evidence + gates + answer }

    public init(_ before: AnswerTrace, _ after: AnswerTrace) {
        plan = before.plan == after.plan ? [] : ["The question is understood otherwise: see 'plan' in both traces."]
        evidence = Self.evidence(before, after)
        gates = Self.gates(before, after)
        answer = Self.answer(before.answer, after.answer)
    }

    private static func evidence(_ before: AnswerTrace, _ after: AnswerTrace) -> [String] {
        let old = Dictionary(before.candidates.map { ($0.chunk, $0) }, uniquingKeysWith: { first, _ in first })
        let new = Dictionary(after.candidates.map { ($0.chunk, $0) }, uniquingKeysWith: { first, _ in first })
        var lines: [String] = []
        for candidate in after.candidates {
            guard let earlier = old[candidate.chunk] else {
                lines.append("New at \(candidate.rank): \(candidate.source), \u{201C}\(candidate.title)\u{201D}.")
                continue
            }
            if earlier.rank != candidate.rank {
                lines.append(
                    "From \(earlier.rank) to \(candidate.rank): \(candidate.source), \u{201C}\(candidate.title)\u{201D}."
                )
            }
        }
        for candidate in before.candidates where new[candidate.chunk] == nil {
            lines.append("Gone from \(candidate.rank): \(candidate.source), \u{201C}\(candidate.title)\u{201D}.")
        }
        return lines
    }

    /// Verdicts by gate: how many it passed, noted and failed.
    private static func gates(_ before: AnswerTrace, _ after: AnswerTrace) -> [String] {
        func counts(_ trace: AnswerTrace) -> [String: [Verdict.Outcome: Int]] {
            trace.findings.reduce(into: [:]) { $0[$1.gate, default: [:]][$1.verdict.outcome, default: 0] += 1 }
        }
        let (old, new) = (counts(before), counts(after))
        func text(_ counts: [Verdict.Outcome: Int]?) -> String {
            let outcomes: [Verdict.Outcome] = [.passed, .noted, .failed]
            let parts = outcomes.compactMap { outcome in counts?[outcome].map { "\($0) \(outcome.rawValue)" } }
            return parts.isEmpty ? "not asked" : parts.joined(separator: ", ")
        }
        return Set(old.keys).union(new.keys).sorted().compactMap { gate in
            old[gate] == new[gate] ? nil : "Gate \(gate): \(text(old[gate])) before, \(text(new[gate])) now."
        }
    }

    private static func answer(_ before: Answer, _ after: Answer) -> [String] {
        var lines: [String] = []
        if before.status != after.status {
            lines.append("It was \(before.status.rawValue), it is \(after.status.rawValue) now.")
        }
        if before.writer != after.writer { lines.append("\(before.writer) wrote it, \(after.writer) does now.") }
        if let reason = after.reason, reason != before.reason { lines.append("Reason now: \(reason)") }
        if before.choice?.text != after.choice?.text {
            let (old, new) = (before.choice?.text ?? "nothing", after.choice?.text ?? "nothing")
            lines.append("It chose \(old), it chooses \(new) now.")
        }
        let (old, new) = (before.sentences.map(\.text), after.sentences.map(\.text))
        lines += old.filter { !new.contains($0) }.map { "- \($0)" }
        lines += new.filter { !old.contains($0) }.map { "+ \($0)" }
        if lines.isEmpty, old != new { lines.append("The sentences stand in another order.") }
        return lines
    }
}
