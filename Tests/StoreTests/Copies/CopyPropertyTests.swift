import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Testing

@testable import Store

@Suite struct CopyPropertyTests {
    let fixture = StoreFixture()

    /// Versions that begin at one instant let the later written stand: the order would matter there, and is meant to.
    private func distinctVersions(_ articles: [Article]) -> [Article] {
        var seen: Set<String> = []
        return articles.filter { seen.insert("\($0.id) \($0.knownFrom)").inserted }
    }

    private func clusters(_ store: SQLiteStore, _ articles: [Article], _ filter: SearchFilter) async throws
        -> Set<Set<VersionID>>
    {
        let ids = Array(Set(articles.map(\.id)))
        let found = try await store.copies(of: ids, in: .standard, filter: filter)
        return Set(found.values.map { Set($0.carriers.map(\.version)) })
    }

    /// Links by the versions' own names.
    private func links(_ store: SQLiteStore) async throws -> Set<[String]> {
        try await store.read { db in
            let sql = """
                SELECT later.public_id, earlier.public_id FROM copy_link
                JOIN version AS later ON later.id = later_id JOIN version AS earlier ON earlier.id = earlier_id
                """
            return Set(try Row.fetchAll(db, sql: sql).map { [$0[0], $0[1]] })
        }
    }

    /// Whatever came first, the links are the same, and the clusters of every moment are those of the definition: nothing later
    /// shows, and nothing is missing.
    @Test(arguments: 1...3 as ClosedRange<UInt64>)
    func clustersAreThoseOfTheDefinition(seed: UInt64) async throws {
        var newsroom = CopyNewsroom(seed: seed)
        let articles = distinctVersions(newsroom.articles(30, stories: 4))
        let oracle = CopyOracle(articles: articles)
        var first: Set<[String]>?
        for _ in 0..<2 {
            let order = newsroom.shuffled(articles)
            try await withTemporaryStore { store, _ in
                for start in stride(from: 0, to: order.count, by: 7) {
                    try await fixture.write(Array(order[start...].prefix(7)), to: store)
                }
                let links = try await links(store)
                #expect(first == nil || first == links)
                first = links
                #expect(try await clusters(store, articles, .standing) == oracle.clusters(.standing))
                for day in stride(from: 0.5, to: 52, by: 6.25) {
                    let filter = SearchFilter(
                        asOf: StoreFixture.day(day), includeUndated: Int(day).isMultiple(of: 2),
                        includeRetracted: Int(day).isMultiple(of: 3))
                    #expect(try await clusters(store, articles, filter) == oracle.clusters(filter), "day \(day)")
                }
            }
        }
    }

    /// An as-of search sees what it would have seen then: later articles change nothing, not even the cluster's name.
    @Test func theFutureChangesNothing() async throws {
        var newsroom = CopyNewsroom(seed: 77)
        let articles = distinctVersions(newsroom.articles(40, stories: 4))
        let moment = StoreFixture.day(20)
        let filter = SearchFilter(asOf: moment)
        let past = articles.filter { CopyOracle.start($0) <= moment }
        #expect(past.count > 8 && past.count < articles.count - 8)
        var seen: [[ArticleID: StoryCluster]] = []
        for written in [past, newsroom.shuffled(articles)] {
            try await withTemporaryStore { store, _ in
                try await fixture.write(written, to: store)
                seen.append(try await store.copies(of: articles.map(\.id), in: .standard, filter: filter))
            }
        }
        #expect(seen[0] == seen[1] && !seen[0].isEmpty)
    }

    @Test func deletionsLeaveWhatTheRestWouldHave() async throws {
        var newsroom = CopyNewsroom(seed: 5)
        let articles = distinctVersions(newsroom.articles(36, stories: 1))
        let ids = newsroom.shuffled(Array(Set(articles.map(\.id)).sorted { $0.rawValue < $1.rawValue }))
        let gone = Set(ids.prefix(ids.count / 2))
        var found: [Set<[String]>] = []
        try await withTemporaryStore { store, _ in
            try await fixture.write(articles, to: store)
            for id in gone { try await store.deleteArticle(id, in: .standard) }
            found.append(try await links(store))
            try await store.rebuildIndexes()
            found.append(try await links(store))
            #expect(try await store.check() == [])
        }
        try await withTemporaryStore { store, _ in
            try await fixture.write(articles.filter { !gone.contains($0.id) }, to: store)
            found.append(try await links(store))
        }
        #expect(found[0] == found[2] && found[1] == found[2] && !found[0].isEmpty)
    }
}
