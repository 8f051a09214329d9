public import Retrieval

/// A question with its evidence: all that a writer may use.
public struct WritingTask: Sendable {
    /// A question that can be looked for on its own.
    public struct Part: Sendable {
        public let question: String
        /// In the space of the evidence.
        public let vector: [Float]

        public init(question: String, vector: [Float]) {
            self.question = question
            self.vector = vector
        }
    }

    public let plan: QuestionPlan
    /// The question as it was asked.
    public let whole: Part
    /// The plan's parts, in its order; empty where the question asks one thing.
    public let parts: [Part]
    /// Best first.
    public let evidence: [Hit]
    public let maximumSentences: Int

    public init(plan: QuestionPlan, whole: Part, parts: [Part], evidence: [Hit], maximumSentences: Int) {
        self.plan = plan
        self.whole = whole
        self.parts = parts
        self.evidence = evidence
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

/// A place in a passage of the evidence: consecutive sentences.
public struct Quote: Sendable, Hashable {
    /// Index into the task's evidence.
    public let evidence: Int
    /// Indexes of the passage's sentences, at least one.
    public let sentences: ClosedRange<Int>

    public init(evidence: Int, sentences: ClosedRange<Int>) {
        self.evidence = evidence
        self.sentences = sentences
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
