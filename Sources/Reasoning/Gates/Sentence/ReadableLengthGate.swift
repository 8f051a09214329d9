/// Lets a sentence through that a reader can take in at once, and that the gates behind it can check in a millisecond.
public struct ReadableLengthGate: Gate {
    public let name = "readable-length"
    public let summary = "The sentence has at most \(ReadableLengthGate.maximum) characters."
    public let recovery = Recovery.retry
    /// The longest sentence of the sample corpus has 331; what a text of thousands says cannot be checked as one.
    static let maximum = 1_000

    public init() {}

    public func verdict(on subject: CitedSentence) -> Verdict {
        let length = subject.draft.text.unicodeScalars.count
        return length <= Self.maximum
            ? .passed : .failed("A sentence had \(length) characters, more than \(Self.maximum).")
    }
}
