import Corpus
import Synchronization

/// Corpora as they stand in the database, and what is believed of their sources, as long as nothing changed: every search asks for both, and
/// going to the database and back takes longer than what it reads.
///
/// As ``PassageCache``, it forgets with the next change that the indexes know of.
final class CorpusCache: Sendable {
    private struct State {
        var sequence: Int64 = 0
        var rows: [CorpusName: CorpusRow] = [:]
        var ledgers: [CorpusName: CredibilityLedger] = [:]

        mutating func enter(_ sequence: Int64) {
            if self.sequence < sequence { self = State(sequence: sequence) }
        }
    }

    private let state = Mutex(State())

    /// The corpus, where it was kept and `sequence` is the last change.
    func row(of corpus: CorpusName, at sequence: Int64) -> CorpusRow? { kept(at: sequence) { $0.rows[corpus] } }

    /// The ledger, where it was kept and `sequence` is the last change.
    func ledger(of corpus: CorpusName, at sequence: Int64) -> CredibilityLedger? {
        kept(at: sequence) { $0.ledgers[corpus] }
    }

    private func kept<Value>(at sequence: Int64, _ value: (State) -> Value?) -> Value? {
        state.withLock { state in
            state.enter(sequence)
            return state.sequence == sequence ? value(state) : nil
        }
    }

    /// Keeps what was read after `sequence` was the last change; nothing where another has come since.
    func keep(_ row: CorpusRow, at sequence: Int64) {
        state.withLock { if $0.sequence == sequence { $0.rows[row.name] = row } }
    }

    /// The same of a ledger.
    func keep(_ ledger: CredibilityLedger, of corpus: CorpusName, at sequence: Int64) {
        state.withLock { if $0.sequence == sequence { $0.ledgers[corpus] = ledger } }
    }

    /// Nothing is kept any more, nor will be.
    func close() { state.withLock { $0 = State(sequence: .max) } }
}
