public import Generation
import Corpus

/// Writers in their order: the next takes over where one fails before anything of it was released, or where nothing of it passed
/// the gates. The last one needs no model, so that there is always an answer.
///
/// After a sentence was released nobody else goes on: half an answer of one and half of another would agree only by chance. What
/// the first had to say ends there, and the answer says so.
public struct WriterChain: AnswerWriter {
    private let writers: [any AnswerWriter]
    private let makeBudget: @Sendable () -> AnswerBudget

    public var name: String { writers.first?.name ?? "nobody" }
    public var identity: String { writers.map(\.identity).joined(separator: " > ") }
    /// The largest: each model shows itself no more than it has room for, and the others need not do without.
    public var evidenceBudget: Int? { writers.compactMap(\.evidenceBudget).max() }

    /// - Parameter budget: makes what one answer may spend, whichever models are asked for it.
    public init(_ writers: [any AnswerWriter], budget: @escaping @Sendable () -> AnswerBudget = { AnswerBudget() }) {
        self.writers = writers
        makeBudget = budget
    }

    /// Every model of a chain, then the extractive writer.
    public init(_ chain: ModelChain, prompts: PromptLibrary) {
        let models = chain.models.map { ModelWriter($0, prompts: prompts) as any AnswerWriter }
        self.init(models + [ExtractiveWriter()]) { chain.answerBudget() }
    }

    public func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        var task = task
        task.budget = makeBudget()
        for (index, writer) in writers.enumerated() {
            let counter = CountingReceiver(receiver)
            let next = writers.indices.contains(index + 1) ? writers[index + 1] : nil
            do {
                let outcome = try await writer.write(task, to: counter)
                guard case .answered = outcome, await counter.released == 0, let next else { return outcome }
                let reason =
                    await counter.offered > 0
                    ? "nothing that it wrote passed its gates" : "it wrote no whole sentence"
                try await receiver.note(
                    .switched(WriterSwitch(from: writer.name, to: next.name, reason: reason)))
            } catch let error as BylineError where error.modelFault != nil {
                guard await counter.released == 0 else {
                    try await receiver.note(
                        .switched(WriterSwitch(from: writer.name, to: "nobody", reason: "it broke off: \(error.code)")))
                    return .answered(.direct)
                }
                guard let next else { throw error }
                try await receiver.note(
                    .switched(WriterSwitch(from: writer.name, to: next.name, reason: error.code.rawValue)))
            }
        }
        return .abstained(reason: "There is no writer.")
    }
}

/// Counts what a writer offers on its way to another receiver.
private actor CountingReceiver: DraftReceiver {
    private let receiver: any DraftReceiver
    private(set) var offered = 0
    private(set) var released = 0

    init(_ receiver: any DraftReceiver) { self.receiver = receiver }

    func offer(_ draft: DraftSentence, isCorrection: Bool) async throws -> Reception {
        offered += 1
        let reception = try await receiver.offer(draft, isCorrection: isCorrection)
        if reception == .released { released += 1 }
        return reception
    }

    func note(_ note: WritingNote) async throws { try await receiver.note(note) }
}
