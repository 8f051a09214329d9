public import Corpus
public import Foundation
import GRDB
import Matrix

extension SQLiteStore {
    /// From memory where nothing changed since it was last asked for; else reads the log and all ratings, off the cooperative pool.
    public func credibility(of corpus: CorpusName, asOf: Date?) async throws -> CredibilityBook {
        let ledger = try await credibilityLedger(of: corpus)
        let moment = asOf.map { Instant.date(Instant.milliseconds($0)) }
        let epoch = ledger.epoch(asOf: moment)
        if let book = books.book(of: ledger, corpus: corpus, epoch: epoch) { return book }
        let book = try await compute.run { ledger.book(asOf: moment) }
        books.keep(book, of: corpus, epoch: epoch)
        return book
    }

    /// The same costs.
    public func credibilityLedger(of corpus: CorpusName) async throws -> CredibilityLedger {
        // Before anything is read, as for the active space.
        let sequence = indexes.sequence
        if let known = recentCorpora.ledger(of: corpus, at: sequence) { return known }
        let ledger = try await readLedger(of: corpus)
        recentCorpora.keep(ledger, of: corpus, at: sequence)
        return ledger
    }

    /// Changes that are none of beliefs leave the ledger as it is.
    private func readLedger(of corpus: CorpusName) async throws -> CredibilityLedger {
        try await read { [books, suffixes] db in
            let row = try CorpusRow.fetch(db, corpus)
            let revision = try ChangeLog.lastOfBeliefs(db, corpus: row.id)
            if let known = books.ledger(of: corpus, revision: revision) { return known }
            let ledger = CredibilityLedger(
                revision: revision, sources: try Self.sources(db, of: row),
                entries: try CredibilityRow.entries(db, corpus: row.id),
                tables: try CredibilityRow.tables(db, corpus: row.id), suffixes: suffixes)
            books.keep(ledger, of: corpus)
            return ledger
        }
    }

    /// Throws also `credibility-change`, `unknown-entry` and `entry-reversed`.
    @discardableResult
    public func record(_ change: CredibilityChange, in corpus: CorpusName) async throws -> CredibilityEntry {
        let now = Instant.date(Instant.milliseconds(clock()))
        var change = change
        change.holdsFrom = change.holdsFrom ?? now
        try change.check(at: now)
        switch change.effect {
        case .declared, .imported:
            throw BylineError(
                .credibilityChange, "Lists of outlets and rating tables are not recorded one change at a time.",
                remedy: "Set the sources of the corpus, or import the table.")
        case .set, .outcome, .reversal: break
        }
        return try await write { [change] db in
            let row = try CorpusRow.fetch(db, corpus)
            if let key = change.key, let known = try CredibilityRow.entry(db, key: key, corpus: row.id) { return known }
            if case .reversal(let entry) = change.effect {
                let entries = try CredibilityRow.entries(db, corpus: row.id)
                try CredibilityLedger(revision: 0, sources: [], entries: entries, tables: [:]).checkReversal(of: entry)
            }
            return try Self.inserted(db, change, row, at: now)
        }
    }

    /// Writes all ratings in one transaction. Throws also `ratings-invalid` and `credibility-change`.
    @discardableResult
    public func importRatings(
        _ table: RatingTable, into corpus: CorpusName, since: Date?
    ) async throws -> CredibilityEntry {
        try table.check()
        let now = Instant.date(Instant.milliseconds(clock()))
        let change = CredibilityChange(
            .imported(table: table.name, ratings: table.ratings.count), cause: "Imported from \(table.file).",
            holdsFrom: since ?? now)
        try change.check(at: now)
        return try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            let entry = try Self.inserted(db, change, row, at: now)
            try CredibilityRow.insert(db, table, entry: entry.id)
            return entry
        }
    }

    private static func inserted(
        _ db: Database, _ change: CredibilityChange, _ corpus: CorpusRow, at now: Date
    ) throws -> CredibilityEntry {
        if let entry = try CredibilityRow.insert(db, change, corpus: corpus.id, at: Instant.milliseconds(now)) {
            return entry
        }
        throw BylineError(
            .credibilityChange, "The change was recorded at the same time by somebody else.",
            remedy: "Look at 'byline sources log'.")
    }
}
