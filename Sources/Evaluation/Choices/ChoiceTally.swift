/// How many questions were answered by the right choice.
public struct ChoiceTally: Sendable, Hashable, Codable {
    public private(set) var asked = 0
    /// Where there was an answer to read.
    public private(set) var answered = 0
    /// Where the first citation is of a genuine report's outlet.
    public private(set) var genuine = 0
    /// By the answer's own choice.
    public private(set) var right = 0
    /// By the plain reader, which counts words, of all text of the passages that the answer cites.
    public private(set) var plain = 0

    public init() {}

    /// Counts one question; choices are nil where there is no answer, which counts as wrong.
    public mutating func add(_ question: ChoiceQuestion, chosen: String?, plain: String?, isGenuine: Bool) {
        asked += 1
        answered += chosen == nil ? 0 : 1
        genuine += isGenuine ? 1 : 0
        right += chosen == question.answer ? 1 : 0
        self.plain += plain == question.answer ? 1 : 0
    }

    /// A count as a share of the questions.
    public func share(_ count: Int) -> Double { asked > 0 ? Double(count) / Double(asked) : 0 }
}
