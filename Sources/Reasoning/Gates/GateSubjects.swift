public import Retrieval
import Store

/// A question as it was asked, and how it was understood.
public struct AskedQuestion: Sendable {
    public let request: AnswerRequest
    public let plan: QuestionPlan

    public init(request: AnswerRequest, plan: QuestionPlan) {
        self.request = request
        self.plan = plan
    }
}

/// What was found for a question.
public struct WeighedEvidence: Sendable {
    public let task: WritingTask
    /// Whether the search was widened already.
    public let isBroadened: Bool

    public init(task: WritingTask, isBroadened: Bool) {
        self.task = task
        self.isBroadened = isBroadened
    }
}

/// The evidence that a writer is given.
public struct Composition: Sendable {
    public let task: WritingTask
    /// Tokens of the passages that stay.
    public let tokens: Int
    /// Tokens of evidence that the writer takes; nil where it takes any number.
    public let budget: Int?
    /// Passages that were left out to keep the budget.
    public let dropped: Int

    public init(task: WritingTask, tokens: Int, budget: Int?, dropped: Int) {
        self.task = task
        self.tokens = tokens
        self.budget = budget
        self.dropped = dropped
    }
}

/// A sentence as a writer offers it, with the evidence that it may draw on.
public struct CitedSentence: Sendable {
    public let draft: DraftSentence
    /// The cited places that resolve, in the draft's order.
    public let citations: [ResolvedQuote]
    public let task: WritingTask
    /// What the reader has already, in order.
    public let released: [String]

    public init(draft: DraftSentence, task: WritingTask, released: [String] = []) {
        self.draft = draft
        self.task = task
        self.released = released
        citations = draft.sources.compactMap { ResolvedQuote($0, in: task.evidence) }
    }
}

/// A cited place with its text.
public struct ResolvedQuote: Sendable {
    public let quote: Quote
    public let hit: Hit
    /// The cited sentences, as they stand in the article.
    public let text: String
    /// Where they stand in the version's text, in Unicode scalars.
    public let scalars: Range<Int>

    /// Nil for a place that the evidence does not have.
    public init?(_ quote: Quote, in evidence: [Hit]) {
        guard evidence.indices.contains(quote.evidence),
            let (start, end, text) = evidence[quote.evidence].passage.chunk.slice(quote.sentences)
        else { return nil }
        self.quote = quote
        hit = evidence[quote.evidence]
        self.text = text
        scalars = start..<end
    }
}

/// All that was released, before it is called an answer.
public struct WrittenAnswer: Sendable {
    public let task: WritingTask
    public let form: Answer.Form
    public let sentences: [AnswerSentence]
    public let withheld: [WithheldSentence]
    public let writer: String

    public init(
        task: WritingTask, form: Answer.Form, sentences: [AnswerSentence], withheld: [WithheldSentence], writer: String
    ) {
        self.task = task
        self.form = form
        self.sentences = sentences
        self.withheld = withheld
        self.writer = writer
    }
}
