import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Logging
import Testing

@testable import Store

@Suite struct MigrationTests {
    let fixture = StoreFixture()

    /// Fills a store by the newest schema, with everything that a migration could lose.
    private func fill(_ store: SQLiteStore) async throws {
        try await fixture.write((0..<20).map { fixture.article("\($0)", "Text \($0).\nMore of \($0).") }, to: store)
        try await fixture.write([fixture.article("0", "Later.", knownFrom: StoreFixture.day(1))], to: store)
        try await store.setSources([Source(name: "The Courier", reliability: 0.7)], in: .standard)
        try await store.deleteArticle(fixture.article("3", "").id, in: .standard)
        let gone = StoreFixture(corpus: try #require(CorpusName(rawValue: "gone")))
        try await gone.prepare(store)
        try await gone.write([gone.article("a", "Gone.")], to: store)
        try await store.deleteCorpus(gone.corpus)
        try await fixture.write(
            [fixture.article("1", "Text 1.", knownFrom: StoreFixture.day(2), retracted: true)], to: store)
        try await store.record(
            CredibilityChange(.set(rating: 0.9, strength: 5), source: "Tide", cause: "a test"), in: .standard)
        let table = RatingTable(name: "T", file: "f.csv", scale: "0..1", ratings: [.domain("a.example"): 0.2])
        try await store.importRatings(table, into: .standard, since: nil)
        _ = try await store.book(Spending(tokens: 1, nanos: 1), on: "2026-11-27", to: [SpendingAccount(name: "a")])
        try await store.keepModelCall(Data(count: 3), for: Data(count: 32), within: CacheBounds(entries: 9, bytes: 99))
    }

    private func contents(_ directory: TemporaryDirectory) throws -> [String: [Row]] {
        let queue = try DatabaseQueue(path: directory.database.path)
        defer { try? queue.close() }
        return try queue.read { db in
            var tables: [String: [Row]] = [:]
            for table in ["corpus", "space", "article", "version", "chunk", "vector", "sentence_vector", "change"] {
                tables[table] = try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1")
            }
            return tables
        }
    }

    @Test(arguments: 1..<Migrator.standard.newest)
    func everyStepGoesBackAndForward(to schema: Int) async throws {
        try await withTemporaryStore { store, directory in
            try await fill(store)
            await store.close()
            let before = try contents(directory)
            #expect(before["vector"]?.isEmpty == false)

            try SQLiteStore.migrate(directory: directory.url, to: schema)
            let queue = try DatabaseQueue(path: directory.database.path)
            let (version, tables) = try await queue.read { db in
                (
                    try Migrator.standard.version(db),
                    try [
                        "source", "index_file", "full_text_file", "copy_link", "credibility_entry", "model_spending",
                        "model_call",
                    ].map { try db.tableExists($0) }
                )
            }
            try await queue.write { db in try expectFullText(db, isThere: schema < 4) }
            try queue.close()
            #expect(version == schema)
            #expect(
                tables == [
                    schema >= 2, schema >= 3, schema >= 4, schema >= 5, schema >= 6, schema >= 8, schema >= 8,
                ])
            #expect(try contents(directory) == before)

            let again = try await directory.open()
            #expect(try contents(directory) == before)
            #expect(try await again.check() == [])
            #expect(try await fixture.nearest("Later.", in: again, limit: 1) == ["Later."])
            #expect(try await fixture.matching(["later"], in: again) == ["Later."])
            #expect(try await again.sources(of: .standard).count == (schema >= 2 ? 1 : 0))
            // What lists of outlets and articles say is known again; decisions and tables were lost on the way back
            // to where there was no log.
            let entries = try await again.credibilityLedger(of: .standard).entries
            #expect(entries.compactMap(\.change.host) == ["example.org"])
            let effects = entries.map(\.change.effect)
            let learned = CredibilityChange.Effect.outcome(.retracted, weight: 1)
            let kept: [CredibilityChange.Effect] =
                schema >= 6 ? [.set(rating: 0.9, strength: 5), .imported(table: "T", ratings: 1)] : []
            #expect(effects == (schema >= 2 ? [.declared(rating: 0.7), learned] : [learned]) + kept)
            let day = StoreFixture.day(1.9)
            #expect(
                try await again.credibility(of: .standard, asOf: day).belief(source: "The Courier", url: nil)
                    == (schema >= 2 ? Belief(rating: 0.7, strength: 10) : .neutral))
            #expect(try await fixture.write([fixture.article("new", "New.")], to: again).inserted == 1)
            await again.close()
        }
    }

    /// Before schema 4 the words were in tables of the database, which must be those of the rows.
    private func expectFullText(_ db: Database, isThere: Bool) throws {
        let corpora = try Int64.fetchAll(db, sql: "SELECT id FROM corpus ORDER BY id")
        #expect(try corpora.map { try db.tableExists("full_text_\($0)") } == [isThere, false])
        guard isThere, let corpus = corpora.first else { return }
        let table = "full_text_\(corpus)"
        try db.execute(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
        let hits = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \(table) WHERE \(table) MATCH 'later OR texts'")
        // Versions that ended are in it, removed articles are not.
        #expect(hits == 21)
    }

    @Test func theFirstStepGoesBackToNothing() async throws {
        try await withTemporaryStore { store, directory in
            try await fill(store)
            await store.close()
            let queue = try DatabaseQueue(path: directory.database.path)
            try await queue.writeWithoutTransaction { db in
                try Migrator.standard.migrate(db, to: 0, path: "")
                let left = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'")
                #expect(left == [])
                try Migrator.standard.migrate(db, to: Migrator.standard.newest, path: "")
                #expect(try Migrator.standard.version(db) == Migrator.standard.newest)
            }
            try queue.close()
        }
    }

    @Test func aStepThatFailsLeavesNothingBehind() throws {
        struct Failure: Error {}
        let broken = Migration(
            number: 1, name: "broken",
            up: { db in
                try db.execute(sql: "CREATE TABLE half (id INTEGER)")
                throw Failure()
            }, down: { _ in })
        let queue = try DatabaseQueue()
        try queue.writeWithoutTransaction { db throws in
            #expect(throws: Failure.self) { try Migrator(migrations: [broken]).migrate(db, to: 1, path: "") }
            #expect(try !db.tableExists("half"))
            #expect(try !db.tableExists("schema_migration"))
            #expect(try Migrator.standard.version(db) == 0)
        }
    }

    @Test func aDatabaseOfTheFutureIsRefused() async throws {
        try await withTemporaryStore { store, directory in
            try await store.pool.write { db in
                try db.execute(sql: "INSERT INTO schema_migration VALUES (99, 'future', 0)")
            }
            await store.close()
            let error = await #expect(throws: BylineError.self) { _ = try await directory.open() }
            #expect(error?.code == "schema-too-new")
            #expect(
                error?.message
                    == "The database in \(directory.url.path) has schema 99, but this Byline knows schemas up to "
                    + "\(Migrator.standard.newest).")
            #expect(error?.remedy.contains("byline migrate --to \(Migrator.standard.newest)") == true)
        }
    }

    @Test func anUnknownSchemaIsNamed() throws {
        let directory = try TemporaryDirectory()
        for schema in [0, -1, 99] {
            let error = #expect(throws: BylineError.self) {
                try SQLiteStore.migrate(directory: directory.url, to: schema)
            }
            #expect(error?.message == "There is no schema \(schema).")
            #expect(error?.remedy == "Choose a number from 1 to \(Migrator.standard.newest).")
        }
    }

    @Test func storesThatOpenAtOnceMigrateOnce() async throws {
        let directory = try TemporaryDirectory()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try await directory.open()
                    #expect(try await store.check() == [])
                    await store.close()
                }
            }
            try await group.waitForAll()
        }
    }
}
