public import Embedding
public import Generation
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
    /// How the question was asked on with a name that its evidence gave; nil where it takes one step.
    let bridge: Bridge?
    /// Best first.
    public let evidence: [Hit]
    public let maximumSentences: Int
    /// What calls of language models may spend on it together.
    public var budget = AnswerBudget()
    /// Where independent outlets contradict each other on what is asked: found when the evidence was weighed.
    public var contradictions: [Contradiction] = []
    /// What the search took the question to ask for, each thing with its words.
    public let sought: SoughtMatter
    /// What may be chosen; no texts where the answer is free.
    public let offered: OfferedChoices
    /// Single words in the space of the evidence.
    private let words: (any WordVectors)?
    /// The evidence as it was read, sentence by sentence.
    let reading: EvidenceReading
    /// What the evidence holds of what is sought.
    let assessment: EvidenceAssessment
    /// What the evidence says for each of the choices that the question offers; nil where it offers none.
    let choices: ChoiceReading?

    /// Reads the evidence: O(sentences × (words of the question + clauses × dimension)). Without `sought`, the whole question is
    /// one thing, and all of its words count the same.
    public init(
        plan: QuestionPlan, whole: Part, parts: [Part], evidence: [Hit], maximumSentences: Int,
        sought: SoughtMatter? = nil, offered: OfferedChoices = OfferedChoices([]), words: (any WordVectors)? = nil
    ) {
        self.init(
            plan: plan, whole: whole, parts: parts, over: nil, evidence: evidence, maximumSentences: maximumSentences,
            sought: sought, offered: offered, words: words)
    }

    init(
        plan: QuestionPlan, whole: Part, parts: [Part], over bridge: Bridge?, evidence: [Hit], maximumSentences: Int,
        sought: SoughtMatter?, offered: OfferedChoices, words: (any WordVectors)?
    ) {
        let sought = sought ?? SoughtMatter(whole: whole)
        self.plan = plan
        self.whole = whole
        self.parts = parts
        self.bridge = bridge
        self.evidence = evidence
        self.maximumSentences = maximumSentences
        self.sought = sought
        self.words = words
        reading = EvidenceReading(
            evidence, questions: [whole] + parts, over: bridge, asksForNow: sought.asksForNow, words: words)
        assessment = EvidenceAssessment(plan: plan, sought: sought, reading: reading)
        self.offered = offered
        choices =
            offered.texts.isEmpty
            ? nil : ChoiceReading(offered, question: whole.question, pool: reading.pool)
    }

    /// The same task with the first so many passages.
    func keeping(_ count: Int) -> WritingTask {
        guard count < evidence.count else { return self }
        var task = WritingTask(
            plan: plan, whole: whole, parts: parts, over: bridge, evidence: Array(evidence.prefix(count)),
            maximumSentences: maximumSentences, sought: sought, offered: offered, words: words)
        // One that has lost its place in the evidence cannot be cited.
        task.contradictions = contradictions.filter { contradiction in
            contradiction.sides.allSatisfy { $0.quotes.allSatisfy { $0.evidence < count } }
        }
        return task
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
public struct Quote: Sendable, Hashable, Codable {
    /// Index into the task's evidence.
    public let evidence: Int
    /// Indexes of the passage's sentences, at least one.
    public let sentences: ClosedRange<Int>

    public init(evidence: Int, sentences: ClosedRange<Int>) {
        self.evidence = evidence
        self.sentences = sentences
    }
}

/// What became of a sentence that was offered.
public enum Reception: Sendable, Hashable {
    /// It passed its gates, and the reader has it.
    case released
    /// A gate failed; the next sentence that is offered as a correction takes its place.
    case rejected(reason: String)
    /// It does not reach the reader; go on with the next.
    case withheld(reason: String)
}

/// What happened while a writer wrote, for the trace and the reader.
public enum WritingNote: Sendable, Hashable {
    /// A writer begins; the last one that did wrote the answer.
    case began(writer: String)
    /// Another writer took over.
    case switched(WriterSwitch)
    /// A call of a language model.
    case called(PromptedCall)
}

/// One writer's place was taken by the next.
public struct WriterSwitch: Sendable, Hashable, Codable {
    public let from: String
    public let to: String
    /// A sentence without keys or addresses.
    public let reason: String

    public init(from: String, to: String, reason: String) {
        self.from = from
        self.to = to
        self.reason = reason
    }
}

/// Takes what a writer writes, sentence by sentence.
public protocol DraftReceiver: Sendable {
    /// Holds a sentence against its gates, and returns when the reader has taken it or it was refused. `isCorrection` marks
    /// what takes the place of the sentence that was rejected last. Throws when the reader is gone.
    func offer(_ draft: DraftSentence, isCorrection: Bool) async throws -> Reception

    /// Takes down what happened.
    func note(_ note: WritingNote) async throws
}

extension DraftReceiver {
    /// Offers a sentence that corrects none.
    @discardableResult
    public func offer(_ draft: DraftSentence) async throws -> Reception { try await offer(draft, isCorrection: false) }
}

/// How a writer ended.
public enum WritingOutcome: Sendable, Hashable {
    /// `choice` is the place of the one that was chosen; nil where none is offered or named.
    case answered(Answer.Form, choice: Int? = nil)
    /// The evidence does not suffice; the reason says what is missing.
    case abstained(reason: String)
}

/// Writes an answer from evidence: a stream of sentences, each of which cites.
public protocol AnswerWriter: Sendable {
    /// A stable name, shown with the answer.
    var name: String { get }
    /// Tokens of evidence that it takes; nil where it reads any number.
    var evidenceBudget: Int? { get }
    /// All that decides what it writes from a task: names, models, versions of prompts. Answers of writers with one identity may
    /// stand in for each other.
    var identity: String { get }

    /// Offers sentences one by one to `receiver`. A writer that abstains has had none released.
    func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome
}
