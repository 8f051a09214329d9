/// Lets a sentence through that was not said already, word for word.
public struct NothingTwiceGate: Gate {
    public let name = "nothing-twice"
    public let summary = "The sentence does not repeat one that was released before it."
    public let recovery = Recovery.withhold

    public init() {}

    public func verdict(on subject: CitedSentence) -> Verdict {
        let said = subject.draft.text.lowercased()
        return subject.released.contains { $0.lowercased() == said }
            ? .failed("It repeated a sentence that stands above.") : .passed
    }
}
