public import Reasoning

/// A sentence that a writer offered to its gates, whether the reader got it or not.
///
/// Answers and traces never hold the words of a sentence that was refused. An evaluation may: it is how a person finds out whether the
/// gates were right.
public struct OfferedSentence: Sendable, Hashable, Codable {
    /// Who wrote it.
    public let writer: String
    public let text: String
    /// The sentences that it cites; none of a citation that leads nowhere.
    public let quotes: [String]
    /// Whether it took the place of one that was refused.
    public let isCorrection: Bool
    public let isReleased: Bool
    /// The gate that refused it.
    public internal(set) var gate: String?
    /// Why, in its words.
    public let reason: String?

    /// A sentence of which this became.
    public init(writer: String, text: String, quotes: [String], isCorrection: Bool, reception: Reception) {
        self.writer = writer
        self.text = text
        self.quotes = quotes
        self.isCorrection = isCorrection
        switch reception {
        case .released: (isReleased, reason) = (true, nil)
        case .rejected(let said), .withheld(let said): (isReleased, reason) = (false, said)
        }
    }
}
