import ConformanceSuites
import Corpus
import Foundation
import Logging
import Store
import Testing

@testable import Retrieval

/// The events of the sample corpus, as its articles date them.
@Suite("Events of the sample corpus")
struct SampleEventsTests {
    private static let corpus = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "corpora/vennermouth")

    private static func at(_ text: String) -> Date { ArticleDate.date(text) ?? .distantPast }

    private func articles() throws -> [Article] {
        let reader = try ArticleReaders.open(Self.corpus.appending(path: "articles").path)
        let normaliser = Normaliser()
        var articles: [Article] = []
        while let outcome = try reader.next() {
            guard case .article(let raw, _) = outcome else { continue }
            articles.append(
                try normaliser.article(from: raw, in: .standard, provenance: .backfill, ingestedAt: Date()))
        }
        return articles.sorted { $0.knownFrom < $1.knownFrom }
    }

    @Test("are dated where several publishers wrote of them, as of moments at which they had")
    func dated() async throws {
        let fixture = StoreFixture()
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-events-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteStore.open(directory: folder, logger: Logger(label: "test"))
        do {
            try await fixture.prepare(store)
            try await fixture.write(try articles(), to: store)
            let sources = try SourceList(path: Self.corpus.appending(path: "sources.json").path).sources
            func times(_ question: String, asOf: Date? = nil) async throws -> [TimeMention] {
                let request = SearchRequest(question: question, filter: SearchFilter(asOf: asOf))
                return try await EventCalendar(store: store, sources: sources)
                    .times(of: Words.words(in: question), for: request, moment: asOf ?? Self.at("2026-03-01"))
            }
            // The flood came in the night of 7 December 2024, the runoff was held on 29 May 2025.
            let flood = try #require(try await times("What was decided after the flood?").first)
            #expect(flood.fit(Self.at("2024-12-06T00:00:00Z")) == 0)
            #expect(flood.fit(Self.at("2024-12-09T00:00:00Z")) > 0)
            let runoff = try #require(try await times("What did they promise before the runoff?").first)
            #expect(runoff.fit(Self.at("2025-05-20")) > 0)
            #expect(runoff.fit(Self.at("2025-06-02")) == 0)
            let election = try #require(try await times("Who led the polls before the election?").first)
            #expect(election.fit(Self.at("2025-04-09")) > 0)
            #expect(election.fit(Self.at("2025-06-02")) == 0)
            #expect(try await times("What was closed after the flood?", asOf: Self.at("2024-11-01")).isEmpty)
            #expect(try await times("What was closed after the zeppelin regatta?").isEmpty)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }
}
