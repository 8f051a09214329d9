public import Reasoning
import Synchronization

/// A writer whose every sentence is taken down with what became of it. Writes what the other writes.
///
/// One answer at a time: sentences of answers at once would mix.
public struct WatchedWriter: AnswerWriter {
    public var name: String { writer.name }
    public var identity: String { writer.identity }
    public var evidenceBudget: Int? { writer.evidenceBudget }

    private let writer: any AnswerWriter
    private let log = SentenceLog()

    /// Watches this writer.
    public init(_ writer: any AnswerWriter) { self.writer = writer }

    public func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        try await writer.write(task, to: WatchingReceiver(receiver: receiver, task: task, log: log))
    }

    /// The sentences of one answer, with the gates that refused them by what its trace found; forgets them.
    func takeSentences(findings: [Finding]) -> [OfferedSentence] {
        var sentences = log.take()
        for finding in findings where finding.verdict.outcome == .failed && finding.recovery != .note {
            // The gate that was asked first decides.
            guard let index = finding.sentence, sentences.indices.contains(index), !sentences[index].isReleased,
                sentences[index].gate == nil
            else { continue }
            sentences[index].gate = finding.gate
        }
        return sentences
    }
}

private final class SentenceLog: Sendable {
    private let state = Mutex((writer: "", sentences: [OfferedSentence]()))

    func began(_ writer: String) { state.withLock { $0.writer = writer } }

    func add(_ draft: DraftSentence, quotes: [String], isCorrection: Bool, _ reception: Reception) {
        state.withLock {
            $0.sentences.append(
                OfferedSentence(
                    writer: $0.writer, text: draft.text, quotes: quotes, isCorrection: isCorrection,
                    reception: reception))
        }
    }

    func take() -> [OfferedSentence] {
        state.withLock { state in
            defer { state = ("", []) }
            return state.sentences
        }
    }
}

private struct WatchingReceiver: DraftReceiver {
    let receiver: any DraftReceiver
    let task: WritingTask
    let log: SentenceLog

    func offer(_ draft: DraftSentence, isCorrection: Bool) async throws -> Reception {
        let reception = try await receiver.offer(draft, isCorrection: isCorrection)
        let quotes = CitedSentence(draft: draft, task: task).citations.map(\.text)
        log.add(draft, quotes: quotes, isCorrection: isCorrection, reception)
        return reception
    }

    func note(_ note: WritingNote) async throws {
        if case .began(let writer) = note { log.began(writer) }
        try await receiver.note(note)
    }
}
