/// Which of the offered choices the evidence speaks for.
public struct AnswerChoice: Sendable, Hashable, Codable {
    /// Its place among the choices, from 0.
    public let index: Int
    public let text: String
    /// The chance that it is the right one, from 0 to 1; those of all choices add up to 1.
    public let share: Double

    public init(index: Int, text: String, share: Double) {
        self.index = index
        self.text = text
        self.share = share
    }
}
