/// How many questions were answered by the right choice.
public struct ChoiceTally: Sendable, Hashable, Codable {
    public private(set) var asked = 0
    /// Where there was an answer to read.
    public private(set) var answered = 0
    /// Where the first citation is of a genuine report's outlet.
    public private(set) var genuine = 0
    /// By the plain reader, which counts words, of the answer's sentences; and of all text of the passages that it cites.
    public private(set) var plain = 0
    public private(set) var plainPassages = 0
    /// By the reader that compares sentences.
    public private(set) var matched = 0
    public private(set) var matchedPassages = 0

    public init() {}

    /// One question, with the choices that were made; nil for no answer, which counts as wrong.
    public struct Choices: Sendable {
        public var plain: String?
        public var plainPassages: String?
        public var matched: String?
        public var matchedPassages: String?

        public init() {}
    }

    public mutating func add(_ question: ChoiceQuestion, _ choices: Choices, isGenuine: Bool) {
        asked += 1
        answered += choices.plain == nil ? 0 : 1
        genuine += isGenuine ? 1 : 0
        plain += choices.plain == question.answer ? 1 : 0
        plainPassages += choices.plainPassages == question.answer ? 1 : 0
        matched += choices.matched == question.answer ? 1 : 0
        matchedPassages += choices.matchedPassages == question.answer ? 1 : 0
    }

    /// A count as a share of the questions.
    public func share(_ count: Int) -> Double { asked > 0 ? Double(count) / Double(asked) : 0 }
}
