/// Lets through what fits into the writer's prompt. The budget is kept by leaving out the weakest passages whole.
public struct WithinBudgetGate: Gate {
    public let name = "within-budget"
    public let summary =
        "The evidence fits into what the writer takes; passages that do not fit are left out whole, weakest first."
    public let recovery = Recovery.abstain

    public init() {}

    public func verdict(on subject: Composition) -> Verdict {
        guard let budget = subject.budget else { return .passed }
        guard !subject.task.evidence.isEmpty else {
            return .failed("No passage fits into the \(budget) tokens of evidence that the writer takes.")
        }
        guard subject.dropped > 0 else { return .passed }
        return .noted(
            "\(subject.dropped) of \(subject.task.evidence.count + subject.dropped) passages were left out, to keep "
                + "\(subject.tokens) of \(budget) tokens.")
    }
}
