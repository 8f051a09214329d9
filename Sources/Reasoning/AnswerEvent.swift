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
