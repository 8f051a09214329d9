import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Store

@Suite struct CopyIndexTests {
    let fixture = StoreFixture()

    private func story(_ number: Int, outlet: Int, day: Double, words: Int = 60) -> Article {
        fixture.article(
            "story-\(number)", (0..<words).map { "s\(number)w\($0)" }.joined(separator: " "),
            source: "Outlet \(outlet)",
            published: StoreFixture.day(day), knownFrom: StoreFixture.day(day))
    }

    private func count(_ table: String, _ store: SQLiteStore) async throws -> Int {
        try await store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") ?? 0 }
    }

    /// However many outlets carry a story, each has so many links; and it is one story, seen from anywhere and at any time.
    @Test func aPopularStoryHasBoundedLinks() async throws {
        let copies = (0..<50).map { story(1, outlet: $0, day: Double($0 * 37 % 50)) }
        try await withTemporaryStore { store, _ in
            try await fixture.write(copies, to: store)
            #expect(try await count("copy_link", store) <= 50 * CopyIndex.maximumLinks)
            let clusters = try await store.copies(of: [copies[33].id], in: .standard, filter: .standing)
            #expect(clusters[copies[33].id]?.carriers.count == 50)
            let asOf = SearchFilter(asOf: StoreFixture.day(25))
            let early = try await store.copies(of: copies.map(\.id), in: .standard, filter: asOf)
            #expect(early.count == 26 && Set(early.values).count == 1)
            #expect(early.values.first?.carriers.count == 26)
        }
    }

    /// An outlet that fills a template forty times ties nothing together.
    @Test func templatesAreNoCopies() async throws {
        let form = (0..<60).map { "form\($0)" }.joined(separator: " ")
        let reports = (0..<40).map { number in
            let own = (0..<20).map { "r\(number)w\($0)" }.joined(separator: " ")
            return fixture.article("\(number)", form + " " + own, source: "Odds", knownFrom: StoreFixture.day(1))
        }
        try await withTemporaryStore { store, _ in
            try await fixture.write(reports, to: store)
            #expect(try await count("copy_link", store) == 0)
        }
    }

    @Test func whatGoesTakesItsRowsAlong() async throws {
        let clock = Clock()
        let directory = try TemporaryDirectory()
        let store = try await directory.open { clock.now }
        try await fixture.prepare(store)
        let copies = (0..<5).map { story(1, outlet: $0, day: Double($0)) }
        try await fixture.write(copies, to: store)
        #expect(try await count("copy_link", store) == 10)
        #expect(try await count("copy_bucket", store) == 5 * 32)
        try await store.deleteArticle(copies[0].id, in: .standard)
        #expect(try await count("copy_link", store) == 6)
        #expect(try await count("copy_signature", store) == 4)
        #expect(try await count("copy_bucket", store) == 4 * 32)
        try await store.deleteCorpus(.standard)
        clock.advance(by: 120)
        try await fixture.prepare(store)
        for table in ["copy_link", "copy_signature", "copy_bucket"] {
            #expect(try await count(table, store) == 0, "\(table)")
        }
        await store.close()
    }

    /// A database of an earlier Byline is compared when it is taken forward.
    @Test func storedArticlesAreComparedByTheMigration() async throws {
        try await withTemporaryStore { store, directory in
            let copies = (0..<4).map { story(1, outlet: $0, day: Double($0)) }
            try await fixture.write(copies + [story(2, outlet: 1, day: 1)], to: store)
            let before = try await store.copies(of: [copies[2].id], in: .standard, filter: .standing)
            #expect(before.count == 1)
            await store.close()
            try SQLiteStore.migrate(directory: directory.url, to: Migration.nearDuplicates.number - 1)
            let again = try await directory.open()
            #expect(try await again.copies(of: [copies[2].id], in: .standard, filter: .standing) == before)
            #expect(try await again.check() == [])
            await again.close()
        }
    }

    @Test func whatIsMissingIsFoundAndRepaired() async throws {
        let copies = [story(1, outlet: 1, day: 1), story(1, outlet: 2, day: 2)]
        try await withTemporaryStore { store, _ in
            try await fixture.write(copies, to: store)
            try await store.pool.write { db in try db.execute(sql: "DELETE FROM copy_signature; DELETE FROM copy_link")
            }
            let faults = try await store.check()
            #expect(faults.map(\.what) == ["2 versions of corpus 'default' were not compared with others for copies."])
            #expect(faults.allSatisfy { $0.remedy.contains("--repair") })
            try await store.rebuildIndexes()
            #expect(try await store.check() == [])
            #expect(try await store.copies(of: copies.map(\.id), in: .standard, filter: .standing).count == 2)
        }
    }

    /// A damaged signature costs its version the comparison, nothing else.
    @Test func aDamagedSignatureIsNone() {
        #expect(SignatureBytes.decode(Data([1, 2, 3])) == nil)
        #expect(SignatureBytes.decode(Data(repeating: 1, count: 400)) == nil)
        #expect(SignatureBytes.decode(Data()) == nil && SignatureBytes.encode(nil).isEmpty)
        let signature = MinHashSignature(Shingles((0..<40).map { "word\($0)" }.joined(separator: " ")))
        #expect(signature != nil && SignatureBytes.decode(SignatureBytes.encode(signature)) == signature)
    }
}

/// A time that a test moves.
private final class Clock: Sendable {
    private let offset = Mutex<TimeInterval>(0)
    var now: Date { Date(timeIntervalSinceNow: offset.withLock { $0 }) }
    func advance(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}
