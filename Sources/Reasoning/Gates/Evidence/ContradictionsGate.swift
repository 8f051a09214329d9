/// Names where independent outlets contradict each other on what is asked. No side is invented away: the answer goes on, and
/// the reader is told who says what.
public struct ContradictionsGate: Gate {
    public let name = "contradictions"
    public let summary = "No two independent outlets contradict each other on what is asked; those that do are named."
    public let recovery = Recovery.note

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        let contradictions = subject.task.contradictions
        guard !contradictions.isEmpty else { return .passed }
        return .noted(contradictions.map(\.summary).joined(separator: " "))
    }
}
