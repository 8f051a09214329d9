public import Retrieval

/// What happens while an answer is made, in the order in which it happens.
///
/// A stream begins with ``created(id:question:corpus:)`` and ends with exactly one of ``completed(_:)``,
/// ``abstained(_:)`` and ``failed(code:message:remedy:)``.
public enum AnswerEvent: Sendable {
    /// `answer.created`
    case created(id: String, question: String, corpus: String)
    /// `stage`: a stage begins.
    case stage(Stage.Name)
    /// `plan`: how the question was understood.
    case plan(QuestionPlan)
    /// `evidence`: the passages that the answer may draw on, best first.
    case evidence([Hit])
    /// `gate`: a gate failed, or noted something.
    case gate(Finding)
    /// `answer.delta`: a sentence, or the next part of it, that passed its gates.
    case delta(sentence: Int, text: String)
    /// `citation`: a source of the sentence with that index.
    case citation(Citation, sentence: Int)
    /// `withheld`: a sentence failed its gates. Its words are not told.
    case withheld(WithheldSentence)
    /// `model.switched`: another writer took over.
    case switched(WriterSwitch)
    /// `usage`: what one call of a language model took.
    case usage(PromptedCall)
    /// `answer.completed`
    case completed(Answer)
    /// `answer.abstained`
    case abstained(Answer)
    /// `answer.failed`
    case failed(code: String, message: String, remedy: String)

    /// The event's name on the wire.
    public var name: String {
        switch self {
        case .created: "answer.created"
        case .stage: "stage"
        case .plan: "plan"
        case .evidence: "evidence"
        case .gate: "gate"
        case .delta: "answer.delta"
        case .citation: "citation"
        case .withheld: "withheld"
        case .switched: "model.switched"
        case .usage: "usage"
        case .completed: "answer.completed"
        case .abstained: "answer.abstained"
        case .failed: "answer.failed"
        }
    }
}
