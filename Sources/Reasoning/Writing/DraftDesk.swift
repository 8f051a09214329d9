import Corpus
import Foundation
import Synchronization

/// What one writing has on its desk: the sentences on their way, and how far it came. One task writes to it at a time.
final class DraftDesk: Sendable {
    private struct State {
        var stream = SentenceStream()
        var offered = 0
        var said: [String] = []
        /// What the model says is missing.
        var missing: String?
        /// Whether it said so in the words of the prompt: what follows belongs to it.
        var hasRefused = false
    }

    let task: WritingTask
    private let finder: QuoteFinder
    private let state = Mutex(State())

    init(task: WritingTask) {
        self.task = task
        finder = QuoteFinder(pool: task.reading.pool)
    }

    var offered: Int { state.withLock { $0.offered } }
    /// Whether as many sentences were offered as the answer may have.
    var isFull: Bool { offered >= task.maximumSentences }
    /// Why there is no answer, where the model says that there is none; in its words where they tell of nothing but the question.
    var refusal: String? {
        guard let missing = state.withLock({ $0.missing }) else { return nil }
        return ModelRemark.reason(missing, question: task.whole.question)
    }

    func append(_ text: String) -> [SentenceStream.Piece] { state.withLock { $0.stream.append(text) } }
    func finish() -> [SentenceStream.Piece] { state.withLock { $0.stream.finish() } }
    func count() { state.withLock { $0.offered += 1 } }

    /// What was released, in order.
    var said: [String] { state.withLock { $0.said } }
    func say(_ sentence: String) { state.withLock { $0.said.append(sentence) } }

    /// Whether a piece is no sentence of the answer: that there is none, a remark on the passages, a greeting.
    func setsAside(_ piece: SentenceStream.Piece) -> Bool {
        let speaksOfPassages = speaksOfPassages(piece.text)
        return state.withLock { state in
            if state.hasRefused {
                state.missing = [state.missing ?? "", piece.text].filter { !$0.isEmpty }.joined(separator: " ")
                return true
            }
            switch ModelRemark(piece.text, isCited: !piece.passages.isEmpty) {
            case nil: return speaksOfPassages
            case .chatter: break
            case .silence: state.missing = state.missing ?? piece.text
            case .noAnswer(let missing):
                state.missing = missing
                state.hasRefused = true
            }
            return true
        }
    }

    /// Passages are numbered in the prompt only; news that speak of some have the word themselves.
    private func speaksOfPassages(_ text: String) -> Bool {
        let spoken = Words.words(in: text).first { ["passage", "passages"].contains($0.folded) }
        guard let spoken else { return false }
        return !task.reading.pool.sentences.contains { $0.stems.contains(spoken.stem) }
    }

    /// The sentence with the places that it rests on; passages that do not exist stay in it, for the gate to see. One that cites
    /// nothing gets the place that has most of its words: the gates judge it as they judge any other.
    func draft(of piece: SentenceStream.Piece) -> DraftSentence {
        guard !piece.passages.isEmpty else {
            return DraftSentence(
                text: piece.text, sources: finder.quoteAnywhere(for: piece.text).map { [$0] } ?? [])
        }
        return DraftSentence(
            text: piece.text,
            sources: piece.passages.map {
                finder.quote(for: piece.text, in: $0) ?? Quote(evidence: $0, sentences: 0...0)
            })
    }
}
