import Corpus
import Foundation
import GRDB

/// Moves a database's schema forward and back, one numbered step in one transaction each, so that no step is ever
/// half done.
struct Migrator: Sendable {
    /// In order, numbered from 1 without gaps.
    let migrations: [Migration]

    static let standard = Migrator(
        migrations: [
            .record, .sources, .indexFiles, .fullTextIndex, .nearDuplicates, .credibility, .answers, .modelCalls,
        ])

    var newest: Int { migrations.last?.number ?? 0 }

    /// The number of the schema that a database has; 0 for an empty one.
    func version(_ db: Database) throws -> Int {
        // Not by `tableExists`, which remembers: another process may have made the table since it was asked first.
        let isThere = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration')"
        guard try Bool.fetchOne(db, sql: isThere) == true else { return 0 }
        return try Int.fetchOne(db, sql: "SELECT MAX(number) FROM schema_migration") ?? 0
    }

    /// Brings the schema to `target`. Throws `schema-too-new` for a database that a later Byline made.
    ///
    /// Each step reads the version inside its own transaction: processes that migrate at once do not meet.
    func migrate(_ db: Database, to target: Int, path: String) throws {
        precondition((0...newest).contains(target), "schema \(target) of 0 to \(newest)")
        // Most of the time there is nothing to do, and then nobody must wait for the write lock.
        guard try version(db) != target else { return }
        while try !isAt(target, afterStepOf: db, path: path) {}
    }

    private func isAt(_ target: Int, afterStepOf db: Database, path: String) throws -> Bool {
        var isDone = false
        try db.inTransaction(.immediate) {
            let current = try version(db)
            guard current <= newest else { throw tooNew(current, path: path) }
            if current < target {
                try step(up: migrations[current], db)
            } else if current > target {
                try step(down: migrations[current - 1], db)
            }
            isDone = try version(db) == target
            return .commit
        }
        return isDone
    }

    private func step(up migration: Migration, _ db: Database) throws {
        if migration.number == 1 {
            try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
            try db.execute(
                sql: """
                    CREATE TABLE schema_migration (
                        number INTEGER PRIMARY KEY,
                        name TEXT NOT NULL,
                        applied_at INTEGER NOT NULL
                    ) STRICT
                    """)
        }
        try migration.up(db)
        try db.execute(
            sql: "INSERT INTO schema_migration (number, name, applied_at) VALUES (?, ?, ?)",
            arguments: [migration.number, migration.name, Instant.milliseconds(Date())])
    }

    private func step(down migration: Migration, _ db: Database) throws {
        try migration.down(db)
        try db.execute(sql: "DELETE FROM schema_migration WHERE number = ?", arguments: [migration.number])
        if migration.number == 1 { try db.execute(sql: "DROP TABLE schema_migration") }
    }

    private func tooNew(_ current: Int, path: String) -> BylineError {
        BylineError(
            "schema-too-new",
            "The database in \(path) has schema \(current), but this Byline knows schemas up to \(newest).",
            remedy: "Use the Byline that wrote it, or let that one take the schema back with "
                + "'byline migrate --to \(newest)'.")
    }
}
