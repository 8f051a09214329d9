public import Generation
import Foundation
import Synchronization

/// Asks a language model whether the passages support a sentence: beside the other gates, never in their place. A judge that fails or
/// cannot be understood stops nothing.
public struct ModelJudgeGate: Gate {
    static let name = "model-judge"
    static let summary = "A language model that is asked beside the other gates finds no fault with the sentence."
    static let recovery = Recovery.retry
    public var name: String { Self.name }
    public var summary: String { Self.summary }
    public var recovery: Recovery { Self.recovery }
    private let model: GuardedModel
    private let prompts: PromptLibrary

    public init(_ model: GuardedModel, prompts: PromptLibrary) {
        self.model = model
        self.prompts = prompts
    }

    private struct Judgement: Decodable {
        let supported: Bool
        let reason: String?
    }

    private static let schema = ModelSchema(
        name: "judgement",
        json:
            #"{"type":"object","additionalProperties":false,"required":["supported","reason"],"properties":{"supported":{"type":"boolean"},"reason":{"type":"string"}}}"#
    )

    public func verdict(on subject: CitedSentence) async throws -> Verdict {
        let values: [String: Any] = [
            "sentence": PassagePrompt.inert(subject.draft.text),
            "passages": PassagePrompt.values(subject.task, only: subject.draft.sources.map(\.evidence)),
        ]
        let text = Mutex("")
        let request = ModelRequest(
            messages: prompts.judge.messages(values), maximumTokens: 300, seed: 1,
            schema: model.capabilities.followsSchemas ? Self.schema : nil)
        let call = await model.call(request, budget: subject.task.budget) { piece in text.withLock { $0 += piece } }
        try Task.checkCancellation()
        guard case .success = call.outcome else {
            return .noted("The judge could not be asked: \(call.report.error ?? "unknown").")
        }
        guard let judgement = Self.judgement(in: text.withLock { $0 }) else {
            return .noted("The judge's reply could not be understood.")
        }
        guard !judgement.supported else { return .passed }
        let reason = judgement.reason?.prefix(200) ?? ""
        return .failed("A second model found it unsupported" + (reason.isEmpty ? "." : ": \(reason)"))
    }

    /// The JSON object in a reply, which some models wrap into marks of code.
    private static func judgement(in text: String) -> Judgement? {
        guard let first = text.firstIndex(of: "{"), let last = text.lastIndex(of: "}"), first < last else { return nil }
        return try? JSONDecoder().decode(Judgement.self, from: Data(text[first...last].utf8))
    }
}
