import Generation
import Hummingbird
import Reasoning

/// The `data` of one event: the payload's own members beside `sequence` and `type`.
private struct EventData<Payload: Encodable>: Encodable {
    let payload: Payload
    let sequence: Int
    let type: String

    enum CodingKeys: String, CodingKey { case sequence, type }

    func encode(to encoder: any Encoder) throws {
        try payload.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sequence, forKey: .sequence)
        try container.encode(type, forKey: .type)
    }
}

/// What each event carries, by its name.
enum EventBody {
    struct Created: Encodable {
        let id: String
        let question: String
        let corpus: String
    }

    struct Stage: Encodable {
        let stage: Reasoning.Stage.Name
    }

    struct Plan: Encodable {
        let plan: QuestionPlan
    }

    struct Evidence: Encodable {
        let hits: [HitBody]
    }

    struct Gate: Encodable {
        let gate: String
        let stage: Reasoning.Stage.Name
        let outcome: Verdict.Outcome
        let recovery: Recovery
        let reason: String?
        /// Index of the sentence that was offered; absent for what is no sentence.
        let sentence: Int?
    }

    struct Withheld: Encodable {
        let gate: String
        let reason: String
    }

    struct Switched: Encodable {
        let from: String
        let to: String
        let reason: String
    }

    struct Usage: Encodable {
        let model: String
        let prompt: String
        let inputTokens: Int
        let outputTokens: Int
        let cost: Double
        let fromCache: Bool
        let attempts: Int
        let error: String?
    }

    struct Delta: Encodable {
        /// Index of the sentence.
        let sentence: Int
        let text: String
    }

    struct CitationOfSentence: Encodable {
        let sentence: Int
        let citation: Citation
    }

    struct Ended: Encodable {
        let answer: AnswerBody
    }

    struct Failed: Encodable {
        let code: String
        let message: String
        let remedy: String
        let correlationId: String
    }
}

extension AnswerEvent {
    /// One line of JSON.
    func wireData(sequence: Int, correlationID: String) throws -> ByteBuffer {
        func data(_ payload: some Encodable) throws -> ByteBuffer {
            try WireEncoding.encode(EventData(payload: payload, sequence: sequence, type: name))
        }
        switch self {
        case .created(let id, let question, let corpus):
            return try data(EventBody.Created(id: id, question: question, corpus: corpus))
        case .stage(let stage): return try data(EventBody.Stage(stage: stage))
        case .plan(let plan): return try data(EventBody.Plan(plan: plan))
        case .evidence(let hits): return try data(EventBody.Evidence(hits: hits.map(HitBody.init)))
        case .gate(let finding):
            return try data(
                EventBody.Gate(
                    gate: finding.gate, stage: finding.stage, outcome: finding.verdict.outcome,
                    recovery: finding.recovery, reason: finding.verdict.reason, sentence: finding.sentence))
        case .withheld(let sentence):
            return try data(EventBody.Withheld(gate: sentence.gate, reason: sentence.reason))
        case .switched(let change):
            return try data(EventBody.Switched(from: change.from, to: change.to, reason: change.reason))
        case .usage(let call):
            return try data(
                EventBody.Usage(
                    model: call.report.model, prompt: call.prompt, inputTokens: call.report.usage.promptTokens,
                    outputTokens: call.report.usage.answerTokens, cost: call.report.cost.amount,
                    fromCache: call.report.isCached, attempts: call.report.attempts.count, error: call.report.error))
        case .delta(let sentence, let text): return try data(EventBody.Delta(sentence: sentence, text: text))
        case .citation(let citation, let sentence):
            return try data(EventBody.CitationOfSentence(sentence: sentence, citation: citation))
        case .completed(let answer), .abstained(let answer):
            return try data(EventBody.Ended(answer: AnswerBody(answer)))
        case .failed(let code, let message, let remedy):
            return try data(
                EventBody.Failed(code: code, message: message, remedy: remedy, correlationId: correlationID))
        }
    }
}
