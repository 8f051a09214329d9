public import Foundation
import GRDB

/// Neither table is part of what a search sees, so nothing of this enters the change log.
extension SQLiteStore: SpendingLedger {
    /// One transaction, whose wait for the disk others may share.
    public func book(
        _ amount: Spending, on day: String, to accounts: [SpendingAccount]
    ) async throws -> SpendingAccount? {
        try await writeAside { db in
            var booked: [(name: String, total: Spending)] = []
            for account in accounts {
                let total = try Self.spending(db, day, account.name) + amount
                guard total.tokens <= account.tokens ?? .max, total.nanos <= account.nanos ?? .max else {
                    return account
                }
                booked.append((account.name, total))
            }
            for (name, total) in booked { try Self.set(db, day, name, total) }
            return nil
        }
    }

    /// One transaction.
    public func correct(by amount: Spending, on day: String, accounts names: [String]) async throws {
        try await writeAside { db in
            for name in names {
                let total = try Self.spending(db, day, name) + amount
                try Self.set(db, day, name, Spending(tokens: max(0, total.tokens), nanos: max(0, total.nanos)))
            }
        }
    }

    /// One look-up by the day.
    public func spending(on day: String) async throws -> [String: Spending] {
        try await read { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT account, tokens, nanos FROM model_spending WHERE day = ?", arguments: [day])
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], Spending(tokens: $0[1], nanos: $0[2])) })
        }
    }

    private static func spending(_ db: Database, _ day: String, _ account: String) throws -> Spending {
        let row = try Row.fetchOne(
            db, sql: "SELECT tokens, nanos FROM model_spending WHERE day = ? AND account = ?",
            arguments: [day, account])
        return row.map { Spending(tokens: $0[0], nanos: $0[1]) } ?? .zero
    }

    private static func set(_ db: Database, _ day: String, _ account: String, _ total: Spending) throws {
        try db.execute(
            sql: """
                INSERT INTO model_spending (day, account, tokens, nanos) VALUES (?, ?, ?, ?)
                ON CONFLICT (day, account) DO UPDATE SET tokens = excluded.tokens, nanos = excluded.nanos
                """, arguments: [day, account, total.tokens, total.nanos])
    }

    /// Changes what no search sees: the indexes need not catch up.
    private func writeAside<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await StoreFailure.describing(directory) { try await pool.write(body) }
    }
}

extension SQLiteStore: ModelCallCache {
    /// One look-up, and a write that marks the use.
    public func modelCall(_ key: Data) async throws -> Data? {
        let now = Instant.milliseconds(clock())
        let value = try await read { db in
            try Data.fetchOne(db, sql: "SELECT value FROM model_call WHERE key = ?", arguments: [key])
        }
        guard let value else { return nil }
        try await writeAside { db in
            try db.execute(sql: "UPDATE model_call SET used_at = ? WHERE key = ?", arguments: [now, key])
        }
        return value
    }

    /// Counts all values' lengths, of which there are at most as many as the bounds say.
    public func keepModelCall(_ value: Data, for key: Data, within bounds: CacheBounds) async throws {
        guard value.count <= bounds.bytes, bounds.entries > 0 else { return }
        let now = Instant.milliseconds(clock())
        try await writeAside { db in
            try db.execute(
                sql: """
                    INSERT INTO model_call (key, value, used_at) VALUES (?, ?, ?)
                    ON CONFLICT (key) DO UPDATE SET value = excluded.value, used_at = excluded.used_at
                    """, arguments: [key, value, now])
            // The newest are kept, as long as their number and their bytes so far are within the bounds.
            try db.execute(
                sql: """
                    DELETE FROM model_call WHERE id IN (
                        SELECT id FROM (
                            SELECT id, ROW_NUMBER() OVER newest AS number, SUM(length(value)) OVER newest AS bytes
                            FROM model_call WINDOW newest AS (ORDER BY used_at DESC, id DESC)
                        ) WHERE number > ? OR bytes > ?)
                    """, arguments: [bounds.entries, bounds.bytes])
        }
    }

    /// One transaction.
    public func forgetModelCalls() async throws {
        try await writeAside { try $0.execute(sql: "DELETE FROM model_call") }
    }
}
