import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Logging
import Synchronization
import Testing

@testable import Store

@Suite struct SQLiteStoreTests {
    let fixture = StoreFixture()

    @Test func writesAreSynchronised() async throws {
        try await withTemporaryStore { store, directory in
            let settings = try await store.pool.writeWithoutTransaction { db in
                try ["journal_mode", "synchronous", "foreign_keys"].map {
                    try String.fetchOne(db, sql: "SELECT CAST((SELECT * FROM pragma_\($0)) AS TEXT)")
                }
            }
            #expect(settings == ["wal", "2", "1"])
            #expect(FileManager.default.fileExists(atPath: directory.url.appendingPathComponent("index").path))
        }
    }

    @Test func anotherStoreOfTheDirectorySeesWrites() async throws {
        try await withTemporaryStore { writer, directory in
            let reader = try await directory.open()
            try await fixture.write([fixture.article("a", "One."), fixture.article("b", "Two.")], to: writer)
            try await eventually { try await fixture.nearest("x", in: reader).sorted() == ["One.", "Two."] }
            #expect(try await fixture.matching(["two"], in: reader) == ["Two."])
            let keys = try await reader.nearest(
                to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 9
            ).map(\.key)
            #expect(try await reader.passages(keys, space: fixture.space, in: .standard).count == 2)

            try await fixture.write([fixture.article("a", "One, again.", knownFrom: StoreFixture.day(1))], to: writer)
            try await writer.deleteArticle(fixture.article("b", "").id, in: .standard)
            try await eventually { try await fixture.nearest("x", in: reader) == ["One, again."] }
            // What the reader kept of its first search says nothing of that.
            let passages = try await reader.passages(keys, space: fixture.space, in: .standard)
            let replaced = try #require(passages.first { $0.chunk.text == "One." })
            #expect(replaced.article.knownTo == StoreFixture.day(1))
            #expect(try await reader.corpus(.standard) == writer.corpus(.standard))

            // Both directions, and a corpus that appears.
            let other = StoreFixture(corpus: try #require(CorpusName(rawValue: "other")))
            try await other.prepare(reader)
            try await other.write([other.article("a", "Elsewhere.")], to: reader)
            try await eventually { try await other.nearest("x", in: writer) == ["Elsewhere."] }
            try await reader.deleteCorpus(other.corpus)
            try await eventually { try await writer.corpora().count == 1 }
            await reader.close()
        }
    }

    @Test func twoStoresWriteAtOnce() async throws {
        try await withTemporaryStore { first, directory in
            let second = try await directory.open()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (name, store) in [("a", first), ("b", second)] {
                    group.addTask {
                        for round in 0..<25 {
                            try await fixture.write(
                                [
                                    fixture.article("\(name)\(round)", "Text \(name) \(round)."),
                                    fixture.article("both", "Both."),
                                ],
                                to: store)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for store in [first, second] {
                try await eventually { try await fixture.nearest("x", in: store, limit: 100).count == 51 }
                #expect(try await store.corpus(.standard).articles == 51)
                #expect(try await store.check() == [])
            }
            await second.close()
        }
    }

    @Test func aReopenedStoreHoldsEverything() async throws {
        try await withTemporaryStore { store, directory in
            try await fixture.write([fixture.article("a", "One.\nTwo.")], to: store)
            let status = try await store.corpus(.standard)
            let hits = try await store.nearest(
                to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 9)
            // Not closed: as after a kill, the log of the database is what there is.
            let again = try await directory.open()
            #expect(try await again.corpus(.standard) == status)
            let same = try await again.nearest(
                to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 9)
            #expect(same == hits)
            await again.close()
        }
    }

    @Test func aClosedStoreSaysSo() async throws {
        try await withTemporaryStore { store, _ in
            await store.close()
            await store.close()
            let error = await #expect(throws: BylineError.self) { _ = try await store.corpora() }
            #expect(error?.code == "store-closed")
            #expect(error?.remedy == "Open it again before it is used.")
        }
    }

    // MARK: Removal

    @Test func removedRowsOutliveSearchesAndAreThenDeleted() async throws {
        let now = Mutex(Date(timeIntervalSince1970: 2_000_000_000))
        let directory = try TemporaryDirectory()
        let store = try await directory.open(clock: { now.withLock { $0 } })
        try await fixture.prepare(store)
        try await fixture.write((0..<5).map { fixture.article("\($0)", "Text \($0).") }, to: store)
        let keys = try await store.nearest(
            to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 9
        ).map(\.key)
        try await store.deleteArticle(fixture.article("0", "").id, in: .standard)

        now.withLock { $0 += 59 }
        try await fixture.write([fixture.article("next", "Next.")], to: store)
        #expect(try await store.passages(keys, in: .standard).count == 5)

        now.withLock { $0 += 2 }
        try await fixture.write([fixture.article("last", "Last.")], to: store)
        #expect(try await store.passages(keys, in: .standard).count == 4)
        let rows = try await store.read { db in
            try ["article", "version", "chunk", "vector", "sentence_vector"].map {
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)") ?? -1
            }
        }
        #expect(rows == [6, 6, 6, 6, 6])
        #expect(try await store.check() == [])

        // A corpus goes the same way, at the next start.
        try await store.deleteCorpus(.standard)
        now.withLock { $0 += 61 }
        await store.close()
        let again = try await directory.open(clock: { now.withLock { $0 } })
        let left = try await again.read { db in
            try ["corpus", "space", "article", "chunk", "vector"].map {
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)") ?? -1
            }
        }
        #expect(left == [0, 0, 0, 0, 0])
        await again.close()
    }

    // MARK: Checks

    @Test(arguments: ["vector", "vectorBytes", "fullText", "danglingRow", "index"])
    func faultsAreFoundWithTheirRemedy(fault: String) async throws {
        try await withTemporaryStore { store, _ in
            try await fixture.write([fixture.article("a", "One.\nTwo."), fixture.article("b", "Three.")], to: store)
            #expect(try await store.check() == [])
            try await store.pool.writeWithoutTransaction { db in
                if fault == "danglingRow" { try db.execute(sql: "PRAGMA foreign_keys = OFF") }
                switch fault {
                case "vector", "index": try db.execute(sql: "DELETE FROM vector WHERE id = 1")
                case "vectorBytes": try db.execute(sql: "UPDATE vector SET components = x'00' WHERE id = 1")
                case "fullText": try db.execute(sql: "UPDATE version SET title = 'Other' WHERE id = 1")
                default: try db.execute(sql: "UPDATE chunk SET version_id = 99 WHERE id = 1")
                }
                try db.execute(sql: "PRAGMA foreign_keys = ON")
            }
            let faults = try await store.check()
            let expected: (what: String, remedy: String) =
                switch fault {
                case "vector": ("1 chunks of corpus 'default' have no vector", "byline embed --corpus default")
                case "index":
                    ("The vector index of corpus 'default' has 3 rows for 2 vectors.", "byline doctor --repair")
                case "vectorBytes": ("1 vectors of corpus 'default' do not fit", "Restore a copy")
                case "fullText": ("The full-text index of corpus 'default' differs", "byline doctor --repair")
                default: ("1 rows of 'chunk' name rows that are not there.", "Restore a copy")
                }
            #expect(
                faults.contains { $0.what.contains(expected.what) && $0.remedy.contains(expected.remedy) }, "\(faults)")
            if fault == "fullText" || fault == "index" {
                try await store.rebuildIndexes()
                let left = try await store.check()
                #expect(!left.contains { $0.remedy.contains("--repair") })
            }
        }
    }

    /// Waits for another store's follower; fails where it does not come within a generous time.
    private func eventually(
        sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
    ) async throws {
        for _ in 0..<200 {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("It did not come to be.", sourceLocation: sourceLocation)
    }
}
