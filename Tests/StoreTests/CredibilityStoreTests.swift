import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct CredibilityStoreTests {
    let fixture = StoreFixture()

    private func decision(_ source: String) -> CredibilityChange {
        CredibilityChange(.set(rating: 0.9, strength: 10), source: source, cause: "a test")
    }

    @Test func anotherProcessSeesTheChangeAtOnce() async throws {
        try await withTemporaryStore { store, directory in
            let other = try await directory.open()
            #expect(try await other.credibility(of: .standard, asOf: nil).belief(source: "Tide", url: nil) == .neutral)
            try await store.record(decision("Tide"), in: .standard)
            let (here, there) = (
                try await store.credibility(of: .standard, asOf: nil),
                try await other.credibility(of: .standard, asOf: nil)
            )
            #expect(there.belief(source: "Tide", url: nil).mean > 0.8 && here.revision == there.revision)
            // It survives both.
            await other.close()
            let again = try await directory.open()
            #expect(try await again.credibility(of: .standard, asOf: nil).revision == here.revision)
            await again.close()
        }
    }

    @Test func manyMomentsAreServed() async throws {
        try await withTemporaryStore { store, _ in
            for day in 0..<100 {
                var change = decision("S\(day)")
                change.holdsFrom = StoreFixture.day(Double(day))
                try await store.record(change, in: .standard)
            }
            for day in stride(from: 99.5, through: 0.5, by: -1) {
                let book = try await store.credibility(of: .standard, asOf: StoreFixture.day(day))
                #expect(book.belief(source: "S\(Int(day))", url: nil).mean > 0.8)
                #expect(book.belief(source: "S\(Int(day) + 1)", url: nil) == .neutral)
            }
        }
    }

    @Test func theLastChangeIsFoundByItsIndex() async throws {
        try await withTemporaryStore { store, _ in
            let plan = try await store.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + ChangeLog.lastOfBeliefsSQL, arguments: [1])
                    .map { "\($0)" }.joined()
            }
            #expect(plan.contains("INDEX change_of_beliefs (corpus_id=?)"), "\(plan)")
        }
    }

    @Test func aListOfSuffixesInTheDirectoryIsGoneBy() async throws {
        try await withTemporaryStore { store, directory in
            let table = RatingTable(
                name: "T", file: "f.csv", scale: "0..1", ratings: [.domain("harbour.example"): 0.9])
            try await store.importRatings(table, into: .standard, since: nil)
            func mean(_ store: SQLiteStore) async throws -> Double {
                try await store.credibility(of: .standard, asOf: nil)
                    .belief(source: "", url: "https://news.harbour.example/1").mean
            }
            #expect(try await mean(store) > 0.8)
            let list = directory.url.appendingPathComponent(PublicSuffixes.fileName)
            try Data("example\nharbour.example\n".utf8).write(to: list)
            let again = try await directory.open()
            #expect(try await mean(again) == 0.5)
            await again.close()
            try Data("..".utf8).write(to: list)
            let error = await #expect(throws: BylineError.self) { _ = try await directory.open() }
            #expect(error?.code == .suffixListInvalid)
        }
    }

    @Test func hostileTextsComeBackAsTheyWent() async throws {
        try await withTemporaryStore { store, _ in
            for source in ["'; DROP TABLE source; --", "\"", "Ünï 🗞 名", String(repeating: "n", count: 8_000), "%_*"] {
                var change = decision(source)
                change.cause = source
                let entry = try await store.record(change, in: .standard)
                #expect(try await store.credibilityLedger(of: .standard).entries.last == entry)
                #expect(
                    try await store.credibility(of: .standard, asOf: nil).belief(source: source, url: nil).mean > 0.8)
            }
        }
    }

    @Test func anEffectOfTheFutureIsPassedOver() async throws {
        try await withTemporaryStore { store, _ in
            try await store.record(decision("Tide"), in: .standard)
            try await store.write { db in
                try db.execute(
                    sql:
                        "INSERT INTO credibility_entry (corpus_id, effect, cause, recorded_at) VALUES (1, 'blessed', '', 0)"
                )
                try ChangeLog.append(db, .credibilityChanged, corpus: 1, subject: 2)
            }
            #expect(try await store.credibilityLedger(of: .standard).entries.count == 1)
        }
    }

    @Test func removedCorporaTakeTheirLogWithThem() async throws {
        let directory = try TemporaryDirectory()
        let store = try await directory.open()
        try await fixture.prepare(store)
        let entry = try await store.record(decision("Tide"), in: .standard)
        try await store.record(CredibilityChange(.reversal(of: entry.id), cause: "x"), in: .standard)
        let table = RatingTable(name: "T", file: "f", scale: "0..1", ratings: [.name("a"): 0.2])
        try await store.importRatings(table, into: .standard, since: nil)
        try await store.deleteCorpus(.standard)
        await store.close()
        let later = try await directory.open(clock: { Date().addingTimeInterval(3_600) })
        let left = try await later.read { db in
            try ["credibility_entry", "rating_table", "rating"].map {
                try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM \($0)") ?? -1
            }
        }
        #expect(left == [0, 0, 0])
        await later.close()
    }
}
