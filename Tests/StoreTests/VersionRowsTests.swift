import GRDB
import Testing

@testable import Store

@Suite struct VersionRowsTests {
    /// Lets `body` see, of each table, whether SQLite goes through all of its rows or looks some up.
    private func withPlan(of rows: VersionRows, _ body: @Sendable (String) -> Void) async throws {
        try await withTemporaryStore { store, _ in
            let plan = try await store.read { db in
                try Row.fetchAll(
                    db, sql: "EXPLAIN QUERY PLAN SELECT version.id FROM \(rows.tables)",
                    arguments: try rows.arguments()
                ).map { $0["detail"] as String }
            }
            body(plan.joined(separator: "; "))
        }
    }

    @Test("Keys are looked up, however many articles there are")
    func keys() async throws {
        try await withPlan(of: .keyed([1, 2])) { plan in
            #expect(plan.contains("SEARCH version USING INTEGER PRIMARY KEY"), "\(plan)")
            #expect(plan.contains("SEARCH article USING INTEGER PRIMARY KEY"), "\(plan)")
        }
    }

    @Test("All versions of a corpus are found by its articles")
    func standing() async throws {
        try await withPlan(of: .standing(corpus: 1)) { plan in
            #expect(plan.contains("SEARCH article") && plan.contains("SEARCH version"), "\(plan)")
        }
    }
}
