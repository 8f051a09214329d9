/// Lets no sentence through that rests on nothing.
public struct HasCitationGate: Gate {
    public let name = "has-citation"
    public let summary = "The sentence cites at least one passage."
    public let recovery = Recovery.retry

    public init() {}

    public func verdict(on subject: CitedSentence) -> Verdict {
        subject.draft.sources.isEmpty ? .failed("A sentence cited nothing.") : .passed
    }
}
