public import Retrieval

/// A question with its evidence: all that a writer may use.
public struct WritingTask: Sendable {
    public let question: String
    public let plan: QuestionPlan
    /// Best first.
    public let evidence: [Hit]
    /// The question's vector in the space of the evidence.
    public let questionVector: [Float]
    public let maximumSentences: Int

    public init(
        question: String, plan: QuestionPlan, evidence: [Hit], questionVector: [Float], maximumSentences: Int
    ) {
        self.question = question
        self.plan = plan
        self.evidence = evidence
        self.questionVector = questionVector
        self.maximumSentences = maximumSentences
    }
}

/// A sentence as a writer offers it: its words, and the places that it rests on.
public struct DraftSentence: Sendable {
    public let text: String
    /// Citations still without a number; at least one.
    public let sources: [Quote]

    public init(text: String, sources: [Quote]) {
        self.text = text
        self.sources = sources
    }
}

/// A place in a passage of the evidence.
public struct Quote: Sendable, Hashable {
    /// Index into the task's evidence.
    public let evidence: Int
    /// Index of the passage's sentence.
    public let sentence: Int

    public init(evidence: Int, sentence: Int) {
        self.evidence = evidence
        self.sentence = sentence
    }
}

/// How a writer ended.
public enum WritingOutcome: Sendable, Hashable {
    case answered(Answer.Form)
    /// The evidence does not suffice; the reason says what is missing.
    case abstained(reason: String)
}

/// Writes an answer from evidence: a stream of sentences, each of which cites.
public protocol AnswerWriter: Sendable {
    /// A stable name, shown with the answer.
    var name: String { get }

    /// Offers sentences one by one to `sink`, which returns when the reader has taken it. A writer that abstains has
    /// offered none.
    func write(_ task: WritingTask, to sink: (DraftSentence) async throws -> Void) async throws -> WritingOutcome
}
