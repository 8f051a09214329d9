import Corpus
import Synchronization

/// Ledgers and books of corpora, kept as long as nothing changes.
final class CredibilityCache: Sendable {
    private struct Shelf {
        let ledger: CredibilityLedger
        /// By epoch.
        var books: [Int: CredibilityBook] = [:]
    }

    /// Books of one corpus at most; beyond, all are made anew. An evaluation goes through many moments.
    private static let capacity = 64

    private let shelves = Mutex<[CorpusName: Shelf]>([:])

    func ledger(of corpus: CorpusName, revision: Int64) -> CredibilityLedger? {
        shelves.withLock { $0[corpus]?.ledger }.flatMap { $0.revision == revision ? $0 : nil }
    }

    func keep(_ ledger: CredibilityLedger, of corpus: CorpusName) {
        shelves.withLock { $0[corpus] = Shelf(ledger: ledger) }
    }

    func forget(_ corpus: CorpusName) { shelves.withLock { $0[corpus] = nil } }

    /// The ledger's book of an epoch, where it is there.
    func book(of ledger: CredibilityLedger, corpus: CorpusName, epoch: Int) -> CredibilityBook? {
        shelves.withLock { shelves in
            shelves[corpus].flatMap { $0.ledger.revision == ledger.revision ? $0.books[epoch] : nil }
        }
    }

    func keep(_ book: CredibilityBook, of corpus: CorpusName, epoch: Int) {
        shelves.withLock { shelves in
            guard var shelf = shelves[corpus], shelf.ledger.revision == book.revision else { return }
            if shelf.books.count >= Self.capacity { shelf.books = [:] }
            shelf.books[epoch] = book
            shelves[corpus] = shelf
        }
    }
}
