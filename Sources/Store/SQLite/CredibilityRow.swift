import Corpus
import Foundation
import GRDB

/// The log of credibility in its table.
enum CredibilityRow {
    /// Appends a change; nil where one with the same key is there already. `holdsFrom` nil is stored as always.
    @discardableResult
    static func insert(
        _ db: Database, _ change: CredibilityChange, corpus: Int64, at now: Int64
    ) throws -> CredibilityEntry? {
        let columns = Columns(change.effect)
        try db.cachedStatement(
            sql: """
                INSERT INTO credibility_entry (
                    corpus_id, effect, source, host, rating, weight, reverses, cause, unique_key, recorded_at, holds_from
                ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (corpus_id, unique_key) WHERE unique_key IS NOT NULL DO NOTHING
                """
        ).execute(arguments: [
            corpus, columns.effect, columns.table ?? change.source, change.host, columns.rating, columns.weight,
            columns.reverses, change.cause, change.key, now, change.holdsFrom.map(Instant.milliseconds),
        ])
        guard db.changesCount > 0 else { return nil }
        let id = db.lastInsertedRowID
        try ChangeLog.append(db, .credibilityChanged, corpus: corpus, subject: id)
        return CredibilityEntry(id: id, change: change, recordedAt: Instant.date(now))
    }

    /// An effect, taken apart. Names of effects are stored: never change one.
    private struct Columns {
        let effect: String
        var table: String?
        var rating: Double?
        var weight: Double?
        var reverses: Int64?

        init(_ effect: CredibilityChange.Effect) {
            switch effect {
            case .declared(let rating): (self.effect, self.rating) = ("declared", rating)
            case .imported(let table, let ratings):
                (self.effect, self.table, weight) = ("imported", table, Double(ratings))
            case .set(let rating, let strength): (self.effect, self.rating, weight) = ("set", rating, strength)
            case .outcome(let outcome, let weight): (self.effect, self.weight) = (outcome.rawValue, weight)
            case .reversal(let entry): (self.effect, reverses) = ("reversal", entry)
            }
        }
    }

    /// All entries of a corpus, oldest first.
    static func entries(_ db: Database, corpus: Int64) throws -> [CredibilityEntry] {
        try fetch(db, where: "corpus_id = ?", [corpus])
    }

    /// The entry that holds a key.
    static func entry(_ db: Database, key: String, corpus: Int64) throws -> CredibilityEntry? {
        try fetch(db, where: "corpus_id = ? AND unique_key = ?", [corpus, key]).first
    }

    private static func fetch(
        _ db: Database, where condition: String, _ arguments: StatementArguments
    ) throws -> [CredibilityEntry] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, effect, source, host, rating, weight, reverses, cause, unique_key, recorded_at, holds_from
                    FROM credibility_entry WHERE \(condition) ORDER BY id
                    """), arguments: arguments)
        var entries: [CredibilityEntry] = []
        while let row = try rows.next() { if let entry = entry(row) { entries.append(entry) } }
        return entries
    }

    /// Nil for an effect that this version does not know.
    private static func entry(_ row: Row) -> CredibilityEntry? {
        let (name, rating, weight) = (row[1] as String, row[4] as Double?, row[5] as Double?)
        var source: String = row[2]
        let effect: CredibilityChange.Effect
        switch name {
        case "declared": effect = .declared(rating: rating)
        case "imported":
            effect = .imported(table: source, ratings: Int(weight ?? 0))
            source = ""
        case "set": effect = .set(rating: rating ?? 0.5, strength: weight ?? 0)
        case "reversal": effect = .reversal(of: row[6] ?? 0)
        default:
            guard let outcome = CredibilityOutcome(rawValue: name) else { return nil }
            effect = .outcome(outcome, weight: weight ?? 0)
        }
        let holdsFrom = (row[10] as Int64?).map(Instant.date)
        return CredibilityEntry(
            id: row[0],
            change: CredibilityChange(
                effect, source: source, url: row[3], cause: row[7], holdsFrom: holdsFrom, key: row[8]),
            recordedAt: Instant.date(row[9]))
    }

    // MARK: Rating tables

    static func insert(_ db: Database, _ table: RatingTable, entry: Int64) throws {
        try db.execute(
            sql: "INSERT INTO rating_table (entry_id, name, file, scale, strength, note) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [entry, table.name, table.file, table.scale, table.strength, table.note])
        let statement = try db.cachedStatement(
            sql: "INSERT INTO rating (entry_id, is_name, subject, rating) VALUES (?, ?, ?, ?)")
        for (subject, rating) in table.ratings {
            let isName = if case .name = subject { true } else { false }
            try statement.execute(arguments: [entry, isName, subject.text, rating])
        }
    }

    /// The tables of a corpus by the entries that brought them.
    static func tables(_ db: Database, corpus: Int64) throws -> [Int64: RatingTable] {
        let heads = try Row.fetchAll(
            db,
            sql: """
                SELECT entry_id, rating_table.name, file, scale, strength, note
                FROM rating_table JOIN credibility_entry ON credibility_entry.id = entry_id WHERE corpus_id = ?
                """, arguments: [corpus])
        var tables: [Int64: RatingTable] = [:]
        for head in heads {
            let id: Int64 = head[0]
            var ratings: [RatingTable.Subject: Double] = [:]
            let rows = try Row.fetchCursor(
                db.cachedStatement(sql: "SELECT is_name, subject, rating FROM rating WHERE entry_id = ?"),
                arguments: [id])
            while let row = try rows.next() { ratings[row[0] ? .name(row[1]) : .domain(row[1])] = row[2] }
            tables[id] = RatingTable(
                name: head[1], file: head[2], scale: head[3], strength: head[4], note: head[5], ratings: ratings)
        }
        return tables
    }
}
