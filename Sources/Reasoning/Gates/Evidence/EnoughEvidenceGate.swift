/// Lets an answer be written only where the evidence can carry one.
public struct EnoughEvidenceGate: Gate {
    public let name = "enough-evidence"
    public let summary = "The passages speak of what is asked closely enough to carry an answer."
    public let recovery = Recovery.broaden

    public init() {}

    public func verdict(on subject: WeighedEvidence) -> Verdict {
        Sufficiency(task: subject.task).shortfall.map(Verdict.failed) ?? .passed
    }
}
