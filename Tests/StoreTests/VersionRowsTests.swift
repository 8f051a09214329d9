import GRDB
import Testing

@testable import Store

@Suite struct VersionRowsTests {
    /// Of each table, whether SQLite goes through all of its rows or looks some up.
    private func plan(_ rows: VersionRows) async throws -> String {
        try await withTemporaryStore { store, _ in
            try await store.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN SELECT version.id FROM \(rows.tables)",
                    arguments: try rows.arguments()
                ).map { $0["detail"] as String }.joined(separator: "; ")
            }
        }
    }

    @Test("Keys are looked up, however many articles there are")
    func keys() async throws {
        let plan = try await plan(.keyed([1, 2]))
        #expect(plan.contains("SEARCH version USING INTEGER PRIMARY KEY"))
        #expect(plan.contains("SEARCH article USING INTEGER PRIMARY KEY"))
        #expect(!plan.contains("SCAN article") && !plan.contains("SCAN version"), "\(plan)")
    }

    @Test("All versions of a corpus are found by its articles")
    func standing() async throws {
        let plan = try await plan(.standing(corpus: 1))
        #expect(plan.contains("SEARCH article") && plan.contains("SEARCH version"), "\(plan)")
    }
}
