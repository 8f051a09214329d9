/// How a question was understood, without a model.
public struct QuestionPlan: Sendable, Hashable, Codable {
    /// What kind of answer is asked for.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        /// Who, what, where, how: one fact.
        case fact
        /// When: a point or span of time.
        case time
        /// How many, how much: a number.
        case quantity
        /// Which of several, or do they agree: sides next to each other.
        case comparison
        /// Is it so: evidence for either side.
        case yesNo = "yes-no"
        /// Tell me about: several sentences.
        case overview
    }

    public let kind: Kind
    /// Words of the question that carry its meaning, in lower case, in order.
    public let terms: [String]
    /// Names that the question mentions, as written.
    public let names: [String]
    /// Questions that the whole one consists of: compared things, or several facts asked for at once. Empty where it
    /// asks one thing.
    public let parts: [String]
    /// What the question describes without naming it, and asks something further of; nil where there is nothing like that.
    public let description: Description?

    public init(kind: Kind, terms: [String], names: [String], parts: [String], description: Description? = nil) {
        self.kind = kind
        self.terms = terms
        self.names = names
        self.parts = parts
        self.description = description
    }
}
