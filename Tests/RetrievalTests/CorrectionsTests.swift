import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Logging
import Store
import Testing

@testable import Retrieval

/// Searches over a real store that held versions which correct others.
@Suite("Freshness of correction")
struct CorrectionsTests {
    private static let fixture = StoreFixture()
    private static let notice = "Correction: An earlier version of this article gave another figure"
    private static let question = "How many operations did the hospital postpone after the power cut?"

    private static func article(
        _ text: String, source: String = "The Courier", key: String = "a", day: Double
    ) -> Article {
        fixture.article(
            key, text, source: source, published: StoreFixture.day(day), knownFrom: StoreFixture.day(day))
    }

    /// An outlet that was there for weeks.
    private static func elder(_ source: String) -> Article {
        article("The ferry sails at noon", source: source, key: "old", day: -30)
    }

    private static let wrong = article("The hospital postponed 34 operations after the power cut", day: 1)
    private static let right = article(
        "The hospital postponed 43 operations after the power cut\n\(notice)", day: 3)

    /// The values of the signal by the passages' texts.
    private func values(
        _ articles: [Article], asOf day: Double? = nil, sources: [Source] = [], undoing: Bool = false,
        question: String = Self.question
    ) async throws -> [String: Float] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-corrections-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteStore.open(directory: folder, logger: Logger(label: "test"))
        do {
            try await Self.fixture.prepare(store)
            try await store.setSources(sources, in: .standard)
            try await Self.fixture.write(articles, to: store)
            if undoing {
                for entry in try await store.credibilityLedger(of: .standard).entries
                where entry.change.article(of: .corrected) != nil {
                    try await store.record(
                        CredibilityChange(.reversal(of: entry.id), cause: "no correction"), in: .standard)
                }
            }
            let hits = try await Searcher(store: store, embedders: EmbedderSet(FixtureEmbedder())).search(
                SearchRequest(question: question, filter: SearchFilter(asOf: day.map(StoreFixture.day)), limit: 50)
            ).hits
            await store.close()
            return Dictionary(
                hits.map { ($0.passage.chunk.text, $0.signals.first { $0.name == "correction" }?.value ?? .nan) }
            ) { first, _ in first }
        } catch {
            await store.close()
            throw error
        }
    }

    @Test("speaks for the corrected article and against who still tells what was taken back")
    func overtaken() async throws {
        let copy = "After the power cut 34 operations were postponed at the hospital, the Echo hears"
        let own = "At the hospital 43 operations were postponed after the power cut"
        let later = "The hospital postponed 34 operations after the power cut, and then nine more"
        let values = try await values([
            Self.elder("The Courier"), Self.wrong, Self.article(copy, source: "Quay Echo", day: 2),
            Self.article(own, source: "Quay Echo", key: "own", day: 2), Self.right,
            Self.article(later, source: "Quay Echo", key: "later", day: 4),
        ])
        #expect(values["The hospital postponed 43 operations after the power cut"] == 1)
        #expect(values[copy] == -1)
        // Who had the right figure, and who wrote when the correction could be known, are left alone.
        #expect(values[own] == 0 && values[later] == 0)
        #expect(values["The ferry sails at noon"] ?? 0 == 0)
    }

    @Test("is known from the correction on, not before, and no longer once the entry of the log was taken back")
    func moments() async throws {
        let copy = "After the power cut 34 operations were postponed at the hospital, the Echo hears"
        let articles = [
            Self.elder("The Courier"), Self.wrong, Self.article(copy, source: "Quay Echo", day: 2), Self.right,
        ]
        #expect(try await values(articles, asOf: 2.5).values.allSatisfy { $0 == 0 })
        #expect(try await values(articles, asOf: 3)[copy] == -1)
        #expect(try await values(articles, undoing: true).values.allSatisfy { $0 == 0 })
        // A text that only grew was not corrected.
        let grown = Self.article("The hospital postponed 43 operations after the power cut", day: 3)
        #expect(try await values(articles.dropLast() + [grown]).values.allSatisfy { $0 == 0 })
    }

    @Test("is learned from no newcomer, and from none of whom clearly less is believed")
    func strangers() async throws {
        let genuine = "The hospital postponed 34 operations after the power cut, its chair says"
        let report = Self.article(genuine, source: "The Ledger", day: 2)
        // The attacker prints the genuine figure, and then takes it back.
        #expect(
            try await values([Self.elder("The Ledger"), report, Self.wrong, Self.right]).values.allSatisfy { $0 == 0 })
        let values = try await values(
            [Self.elder("The Ledger"), Self.elder("The Courier"), report, Self.wrong, Self.right],
            sources: [Source(name: "The Ledger", reliability: 0.95), Source(name: "The Courier", reliability: 0.3)])
        #expect(values[genuine] == 0, "\(values)")
    }

    @Test("compares names and other words where no figure was taken back")
    func words() throws {
        let before = Self.article(
            "The maternity unit at Venner hospital will close by winter\nMore in the afternoon\nThe mayor is away",
            day: 1)
        let after = Self.article(
            "The maternity unit at Venner hospital is not closing\nThe mayor is away\n\(Self.notice)", day: 2)
        let versions = [before, after].map { StoredVersion(article: $0, knownTo: nil) }
        let corrected = try #require(CorrectedArticle(versions))
        #expect(corrected.withdrawn.count == 1 && corrected.stood == StoreFixture.day(2))
        var hashes = StemHashes()
        func isTold(_ text: String) -> Bool { corrected.tookBack(hashes.stems(in: text)[...]) }
        #expect(isTold("Mothers fear that the maternity unit at Venner hospital will close before winter"))
        #expect(!isTold("The maternity unit at Venner hospital is not closing, says its chair"))
        #expect(!isTold("The mayor is away") && !isTold("The talks failed in the afternoon"))
        #expect(corrected.putRight(hashes.stems(in: "The maternity unit at Venner hospital is not closing")[...]))
        #expect(corrected.putRight(hashes.stems(in: Self.notice)[...]))
        #expect(!corrected.putRight(hashes.stems(in: "The mayor is away")[...]))
        #expect(CorrectedArticle(Array(versions.prefix(1))) == nil)
        #expect(CorrectedArticle([]) == nil)
    }

    @Test("of a claim whose figure was taken back needs that figure")
    func figures() {
        let line = "\(Self.notice)\nIt said so.\nCorrection facilities are full"
        #expect(CorrectionNotice.without(line) == "It said so.\nCorrection facilities are full")
        let id = Self.wrong.id
        let change = CredibilityChange(
            .outcome(.corrected, weight: 1), source: "x", cause: "c", key: CredibilityChange.key(.corrected, of: id))
        #expect(change.article(of: .corrected) == id && change.article(of: .retracted) == nil)
        #expect(
            CredibilityChange(.outcome(.corrected, weight: 1), source: "x", cause: "c").article(of: .corrected) == nil)
    }
}
