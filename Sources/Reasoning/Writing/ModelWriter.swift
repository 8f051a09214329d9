public import Generation
import Corpus
public import Foundation
import Synchronization

/// Has a language model write the answer from the passages, a sentence at a time: each is cut off the stream as soon as it is
/// complete, offered to its gates, and corrected once by a second call where a gate rejects it.
public struct ModelWriter: AnswerWriter {
    public var name: String { model.name.description }
    public var identity: String { "\(model.fingerprint)/\(prompts.fingerprint)/\(maximumTokens)" }
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
        let desk = ModelDesk(task: task, finder: QuoteFinder(pool: task.reading.pool))
        let call = await model.call(request(task), budget: task.budget) { text in
            for piece in desk.append(text) { try await offer(piece, desk, receiver) }
        }
        try await receiver.note(.called(PromptedCall(prompts.generate, call)))
        // A sentence that a limit or an error cut off is none.
        if try call.outcome.get().finish == .stop {
            for piece in desk.finish() { try await offer(piece, desk, receiver) }
        }
        if let missing = desk.refusal, desk.offered == 0 { return .abstained(reason: missing) }
        return .answered(.direct, choice: task.choices?.named(in: desk.said))
    }

    private func request(_ task: WritingTask) -> ModelRequest {
        let values: [String: Any] = [
            "question": PassagePrompt.inert(task.whole.question),
            "today": today().formatted(.iso8601.year().month().day()), "kind": Self.kind(of: task),
            "maximum_sentences": task.maximumSentences, "passages": PassagePrompt.values(task),
            "contradictions": ContradictionPrompt.values(task),
        ]
        return ModelRequest(messages: prompts.generate.messages(values), maximumTokens: maximumTokens, seed: 1)
    }

    private func offer(_ piece: SentenceStream.Piece, _ desk: ModelDesk, _ receiver: any DraftReceiver) async throws {
        guard !desk.takesRefusal(piece), desk.offered < desk.task.maximumSentences else { return }
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
        _ piece: SentenceStream.Piece, reason: String, _ desk: ModelDesk, _ receiver: any DraftReceiver
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
        try await receiver.note(.called(PromptedCall(prompts.repair, call)))
        guard case .success(let completion) = call.outcome, completion.finish == .stop else { return nil }
        var stream = SentenceStream()
        let sentences = stream.append(text.withLock { $0 }) + stream.finish()
        guard let first = sentences.first, !ModelDesk.isRefusal(first.text) else { return nil }
        return desk.draft(of: first)
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
    init(_ template: PromptTemplate, _ call: ModelCall) {
        self.init(prompt: template.name, promptVersion: template.version, report: call.report)
    }
}

/// What one writing has on its desk: the sentences on their way, and how far it came. One task writes to it at a time.
private final class ModelDesk: Sendable {
    let task: WritingTask
    private let finder: QuoteFinder
    private let state = Mutex((stream: SentenceStream(), offered: 0, said: [String](), refusal: String?.none))

    init(task: WritingTask, finder: QuoteFinder) {
        self.task = task
        self.finder = finder
    }

    var offered: Int { state.withLock { $0.offered } }
    /// What the model says is missing.
    var refusal: String? { state.withLock { $0.refusal } }

    func append(_ text: String) -> [SentenceStream.Piece] { state.withLock { $0.stream.append(text) } }
    func finish() -> [SentenceStream.Piece] { state.withLock { $0.stream.finish() } }
    func count() { state.withLock { $0.offered += 1 } }

    /// What was released, in order.
    var said: [String] { state.withLock { $0.said } }
    func say(_ sentence: String) { state.withLock { $0.said.append(sentence) } }

    /// Whether a sentence says that there is no answer; what follows belongs to it.
    func takesRefusal(_ piece: SentenceStream.Piece) -> Bool {
        state.withLock { state in
            if let begun = state.refusal {
                state.refusal = begun + " " + piece.text
                return true
            }
            guard Self.isRefusal(piece.text) else { return false }
            let said = piece.text.dropFirst("NO ANSWER".count).trimmingCharacters(in: CharacterSet(charactersIn: ": ."))
            state.refusal =
                said.isEmpty
                ? "The passages that were found do not say." : said.prefix(1).uppercased() + said.dropFirst() + "."
            return true
        }
    }

    static func isRefusal(_ text: String) -> Bool { text.hasPrefix("NO ANSWER") }

    /// The sentence with the places that it rests on; passages that do not exist stay in it, for the gate to see.
    func draft(of piece: SentenceStream.Piece) -> DraftSentence {
        DraftSentence(
            text: piece.text,
            sources: piece.passages.map {
                finder.quote(for: piece.text, in: $0) ?? Quote(evidence: $0, sentences: 0...0)
            })
    }
}
