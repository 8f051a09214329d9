/// Lets an answer through that has a sentence left.
public struct SomethingLeftGate: Gate {
    public let name = "something-left"
    public let summary = "At least one sentence passed its gates."
    public let recovery = Recovery.abstain

    public init() {}

    public func verdict(on subject: WrittenAnswer) -> Verdict {
        guard subject.sentences.isEmpty else { return .passed }
        guard let first = subject.withheld.first else { return .failed("Nothing could be written from the evidence.") }
        let count = subject.withheld.count == 1 ? "The only sentence" : "All \(subject.withheld.count) sentences"
        return .failed("\(count) that could be written failed verification: \(first.reason)")
    }
}
