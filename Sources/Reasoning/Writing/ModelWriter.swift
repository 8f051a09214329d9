public import Generation
import Corpus
public import Foundation
import Synchronization

/// Has a language model write the answer from the passages, a sentence at a time: each is cut off the stream as soon as it is
/// complete, offered to its gates, and corrected once by a second call where a gate rejects it.
///
/// It shows as much evidence as the model has room for, and half as much where the model says that it was too much.
public struct ModelWriter: AnswerWriter {
    public var name: String { model.name.description }
    public var identity: String {
        let room = promptTokens.map(String.init) ?? "any"
        return "\(model.fingerprint)/\(prompts.fingerprint)/\(answerTokens)/\(room)"
    }
    public var evidenceBudget: Int? { prompts.generate.tokenBudget }

    private let model: GuardedModel
    private let prompts: PromptLibrary
    private let maximumTokens: Int
    private let today: @Sendable () -> Date

    /// - Parameter maximumTokens: of one reply.
    public init(
        _ model: GuardedModel, prompts: PromptLibrary, maximumTokens: Int = 1_200,
        today: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.model = model
        self.prompts = prompts
        self.maximumTokens = maximumTokens
        self.today = today
    }

    /// Throws the model's error where it fails before or amid its text; sentences that were released stay released.
    public func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        try await receiver.note(.began(writer: name))
        var shown = try fitting(task)
        while true {
            let desk = DraftDesk(task: shown)
            do {
                return try await write(on: desk, to: receiver)
            } catch let error as BylineError where error.code == .modelContextExceeded && desk.offered == 0 {
                guard shown.evidence.count > 1 else { throw error }
                shown = shown.keeping(shown.evidence.count / 2)
            }
        }
    }

    private func write(on desk: DraftDesk, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        var call = await model.call(request(desk.task), budget: desk.task.budget) { text in
            for piece in desk.append(text) { try await offer(piece, desk, receiver) }
            if desk.isFull { throw EnoughWritten() }
        }
        let hasEnough = call.outcome.isEnough
        // Nobody failed: the rest was not wanted.
        if hasEnough { call.report.error = nil }
        try await receiver.note(.called(PromptedCall(prompts.generate, call, passages: desk.task.evidence.count)))
        // A sentence that a limit or an error cut off is none.
        if try !hasEnough && call.outcome.get().finish == .stop {
            for piece in desk.finish() { try await offer(piece, desk, receiver) }
        }
        if let missing = desk.refusal, desk.offered == 0 { return .abstained(reason: missing) }
        return .answered(.direct, choice: desk.task.choices?.named(in: desk.said))
    }

    private func fitting(_ task: WritingTask) throws -> WritingTask {
        let frame = request(task, showing: []).messages.reduce(0) { $0 + $1.text.utf8.count }
        let room = PromptRoom(
            budget: prompts.generate.tokenBudget, limit: promptTokens)
        return try room.fitting(task, frame: frame, of: model.name)
    }

    /// Tokens of prompt that the model takes; nil where it is not known.
    private var promptTokens: Int? { model.capabilities.promptTokens(leaving: answerTokens) }

    /// Tokens of one reply: a quarter of what a small model has room for.
    private var answerTokens: Int {
        min(maximumTokens, model.capabilities.maximumContext.map { max(1, $0 / 4) } ?? maximumTokens)
    }

    private func request(_ task: WritingTask, showing passages: [Int]? = nil) -> ModelRequest {
        let values: [String: Any] = [
            "question": PassagePrompt.inert(task.whole.question),
            "today": today().formatted(.iso8601.year().month().day()), "kind": Self.kind(of: task),
            "maximum_sentences": task.maximumSentences, "passages": PassagePrompt.values(task, only: passages),
            "contradictions": ContradictionPrompt.values(task),
        ]
        return ModelRequest(messages: prompts.generate.messages(values), maximumTokens: answerTokens, seed: 1)
    }

    private func offer(_ piece: SentenceStream.Piece, _ desk: DraftDesk, _ receiver: any DraftReceiver) async throws {
        guard !desk.setsAside(piece), !desk.isFull else { return }
        desk.count()
        let draft = desk.draft(of: piece)
        let reception = try await receiver.offer(draft)
        if reception == .released { desk.say(draft.text) }
        guard case .rejected(let reason) = reception else { return }
        guard let corrected = try await corrected(piece, reason: reason, desk, receiver) else { return }
        if try await receiver.offer(corrected, isCorrection: true) == .released { desk.say(corrected.text) }
    }

    /// Asks for one sentence in the place of a rejected one. Nil where the model has none, or fails: then the sentence is lost, and the
    /// stream goes on.
    private func corrected(
        _ piece: SentenceStream.Piece, reason: String, _ desk: DraftDesk, _ receiver: any DraftReceiver
    ) async throws -> DraftSentence? {
        let known = piece.passages.filter(desk.task.evidence.indices.contains)
        let passages = known.isEmpty ? Array(desk.task.evidence.indices.prefix(3)) : known
        let values: [String: Any] = [
            "question": PassagePrompt.inert(desk.task.whole.question), "sentence": piece.text, "reason": reason,
            "passages": PassagePrompt.values(desk.task, only: passages),
        ]
        let text = Mutex("")
        let call = await model.call(
            ModelRequest(messages: prompts.repair.messages(values), maximumTokens: 300, seed: 1),
            budget: desk.task.budget
        ) { piece in text.withLock { $0 += piece } }
        try Task.checkCancellation()
        try await receiver.note(.called(PromptedCall(prompts.repair, call, passages: passages.count)))
        guard case .success(let completion) = call.outcome, completion.finish == .stop else { return nil }
        var stream = SentenceStream()
        let sentences = stream.append(text.withLock { $0 }) + stream.finish()
        let first = sentences.first { ModelRemark($0.text, isCited: !$0.passages.isEmpty) == nil }
        return first.map(desk.draft)
    }

    private static func kind(of task: WritingTask) -> String {
        let choices = task.offered.texts.map { "\u{201C}\(PassagePrompt.inert($0))\u{201D}" }
        guard choices.isEmpty else { return "one of \(choices.joined(separator: ", ")); name it in the first sentence" }
        return switch task.plan.kind {
        case .fact: "a fact"
        case .time: "a date or span of time; give it"
        case .quantity: "a figure; give it with its unit"
        case .comparison: "a comparison; say which, and on what grounds"
        case .yesNo: "yes or no; begin with one of them, or with \u{201C}Partly\u{201D}"
        case .overview: "an overview"
        }
    }
}

extension PromptedCall {
    init(_ template: PromptTemplate, _ call: ModelCall, passages: Int) {
        self.init(prompt: template.name, promptVersion: template.version, passages: passages, report: call.report)
    }
}

/// Ends a call whose further text nobody wants.
private struct EnoughWritten: Error {}

extension Result {
    /// Whether the call was ended by its reader, who had enough.
    fileprivate var isEnough: Bool {
        if case .failure(let error) = self { error is EnoughWritten } else { false }
    }
}
