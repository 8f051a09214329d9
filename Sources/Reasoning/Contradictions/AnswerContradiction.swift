/// A contradiction as an answer carries it: each side with the numbers of its citations.
public struct AnswerContradiction: Sendable, Hashable, Codable {
    /// What some outlets say.
    public struct Side: Sendable, Hashable, Codable {
        /// The sentence that says it, word by word.
        public let statement: String
        /// What differs, as it is written; for a polarity `yes` or `no`, to the question.
        public let value: String
        /// The outlets that say it.
        public let outlets: [String]
        /// Numbers of the answer's citations, at least one, the statement's first.
        public let citations: [Int]

        public init(statement: String, value: String, outlets: [String], citations: [Int]) {
            self.statement = statement
            self.value = value
            self.outlets = outlets
            self.citations = citations
        }
    }

    public let kind: Contradiction.Kind
    /// One sentence for a reader; the answer's notes have it too.
    public let summary: String
    /// What it is about: `the number`, `the date`.
    public let matter: String
    /// At least two.
    public let sides: [Side]

    public init(kind: Contradiction.Kind, summary: String, matter: String, sides: [Side]) {
        self.kind = kind
        self.summary = summary
        self.matter = matter
        self.sides = sides
    }
}
