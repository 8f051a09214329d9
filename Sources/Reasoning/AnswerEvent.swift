public import Retrieval

/// What happens while an answer is made, in the order in which it happens.
///
/// A stream begins with ``created(id:question:corpus:)`` and ends with exactly one of ``completed(_:)``,
/// ``abstained(_:)`` and ``failed(code:message:remedy:)``.
public enum AnswerEvent: Sendable {
    /// `answer.created`
    case created(id: String, question: String, corpus: String)
    /// `stage`: a stage begins.
    case stage(Stage)
    /// `plan`: how the question was understood.
    case plan(QuestionPlan)
    /// `evidence`: the passages that the answer may draw on, best first.
    case evidence([Hit])
    /// `answer.delta`: a sentence, or the next part of it, that passed its gates.
    case delta(sentence: Int, text: String)
    /// `citation`: a source of the sentence with that index.
    case citation(Citation, sentence: Int)
    /// `answer.completed`
    case completed(Answer)
    /// `answer.abstained`
    case abstained(Answer)
    /// `answer.failed`
    case failed(code: String, message: String, remedy: String)

    /// A stage of the way from question to answer.
    public enum Stage: String, Sendable, Codable, CaseIterable {
        case understand
        case retrieve
        case compose
        case generate
    }

    /// The event's name on the wire.
    public var name: String {
        switch self {
        case .created: "answer.created"
        case .stage: "stage"
        case .plan: "plan"
        case .evidence: "evidence"
        case .delta: "answer.delta"
        case .citation: "citation"
        case .completed: "answer.completed"
        case .abstained: "answer.abstained"
        case .failed: "answer.failed"
        }
    }
}

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
    /// The things compared, or the outlets named; empty for other kinds.
    public let sides: [String]

    public init(kind: Kind, terms: [String], names: [String], sides: [String]) {
        self.kind = kind
        self.terms = terms
        self.names = names
        self.sides = sides
    }
}
