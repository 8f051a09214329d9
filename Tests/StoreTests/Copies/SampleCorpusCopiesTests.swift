import ConformanceSuites
import Corpus
import Foundation
import Testing

@testable import Store

/// The sample corpus has six wire stories, each in three more outlets, and much that only speaks of the same things.
@Suite struct SampleCorpusCopiesTests {
    private let fixture = StoreFixture()

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../corpora/vennermouth").standardizedFileURL

    /// The last parts of the addresses: the original first.
    private static let stories = [
        [
            "one-dead-640-homes-flooded-in-vennermouth", "flood-hits-640-homes-as-venner-bursts-banks",
            "venner-flood-man-81-dies-hundreds-of-homes-under-water", "night-of-terror-on-the-venner",
        ],
        [
            "orchard-wing-opens-with-48-of-64-beds", "hospitals-new-orchard-wing-opens",
            "48-beds-open-in-orchard-wing", "orchard-wing-welcomes-first-patients",
        ],
        [
            "council-adopts-1312m-crown-budget", "city-budget-passes-20-15", "levy-to-rise-2-8-as-budget-adopted",
            "vennermouth-adopts-budget-with-23-5m-deficit",
        ],
        [
            "adeyemi-wins-runoff-for-mayor", "adeyemi-elected-mayor-of-vennermouth",
            "its-adeyemi-runoff-goes-to-harbour-labour-list", "adeyemi-takes-city-hall-by-11860-votes",
        ],
        [
            "stadium-slips-to-march-2027-cost-261m", "breakwater-ground-delayed-seven-months",
            "new-stadium-late-again", "261-million-and-still-no-kick-off",
        ],
        [
            "port-strike-ends-after-26-days", "deal-ends-port-strike", "dockers-and-port-settle-at-41-plus-23",
            "cranes-to-move-on-monday",
        ],
    ]

    private func articles() throws -> [Article] {
        let reader = try ArticleReaders.open(Self.folder.appending(path: "articles").path)
        var articles: [Article] = []
        while let outcome = try reader.next() {
            guard case .article(let raw, _) = outcome else { continue }
            articles.append(
                try Normaliser().article(
                    from: raw, in: .standard, provenance: .backfill, ingestedAt: StoreFixture.epoch))
        }
        return articles
    }

    private func withSample(
        reversed: Bool = false, _ body: (SQLiteStore, [Article]) async throws -> Void
    ) async throws {
        let articles = try articles()
        #expect(articles.count == 152)
        try await withTemporaryStore { store, _ in
            try await fixture.write(reversed ? articles.reversed() : articles, to: store)
            let sources = try SourceList(path: Self.folder.appending(path: "sources.json").path).sources
            try await store.setSources(sources, in: .standard)
            try await body(store, articles)
        }
    }

    /// Stories by time, of each its addresses' last parts.
    private func stories(_ found: [ArticleID: StoryCluster]) -> [[String]] {
        Set(found.values).sorted {
            $0.original.publishedAt ?? .distantFuture < $1.original.publishedAt ?? .distantFuture
        }.map { $0.carriers.map { String($0.url?.split(separator: "/").last ?? "") } }
    }

    @Test(arguments: [false, true])
    func allCopiesAndNothingElse(reversed: Bool) async throws {
        try await withSample(reversed: reversed) { store, articles in
            let found = try await store.copies(of: articles.map(\.id), in: .standard, filter: .standing)
            #expect(stories(found) == Self.stories)
            #expect(found.values.allSatisfy { $0.original.source == "Venner Wire Service" })
        }
    }

    @Test func carriersComeInOneByOne() async throws {
        try await withSample { store, articles in
            for (time, carriers) in [("06:50", 0), ("07:20", 2), ("07:30", 3), ("08:59", 3), ("09:00", 4)] {
                let asOf = try #require(ArticleDate.date("2024-12-08T\(time):00Z"))
                let found = try await store.copies(
                    of: articles.map(\.id), in: .standard, filter: SearchFilter(asOf: asOf))
                #expect(stories(found) == (carriers == 0 ? [] : [Array(Self.stories[0].prefix(carriers))]), "\(time)")
            }
        }
    }
}
