import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Store
import Testing

@testable import Ingestion

@Suite("Corroboration", .timeLimit(.minutes(1)))
struct CorroboratorTests {
    private static let fixture = StoreFixture()
    private static let claim = "The strike kept 26 ships outside the harbour."

    private struct Report {
        var source: String
        var day: Double
        var text = CorroboratorTests.claim
    }

    /// Writes reports, looks for corroboration twice, and gives the entries of the log that it left.
    private func outcomes(_ reports: [Report], owners: [String: String] = [:], rating: Double = 0.95) async throws
        -> [CredibilityEntry]
    {
        var entries: [CredibilityEntry] = []
        try await Newsroom.with { newsroom in
            let (store, fixture) = (newsroom.store, Self.fixture)
            try await fixture.prepare(store)
            let sources = ["Ledger", "Tide"].map {
                Source(name: $0, owner: owners[$0], reliability: $0 == "Ledger" ? rating : nil)
            }
            try await store.setSources(sources, in: .standard)
            // Lines around the claim differ: equal texts would be copies, which prove nothing.
            let articles = reports.enumerated().map { number, report in
                fixture.article(
                    "r\(number)", report.text + "\nAnother line by \(report.source) \(number).", source: report.source,
                    published: StoreFixture.day(report.day), knownFrom: StoreFixture.day(report.day))
            }
            try await fixture.write(articles, to: store)
            let chunks = articles.flatMap { fixture.chunks(of: $0) }.map(\.id)
            let corroborator = Corroborator(store: store)
            let count = try await corroborator.corroborate(chunks, in: .standard)
            #expect(try await corroborator.corroborate(chunks.reversed(), in: .standard) == 0)
            entries = try await store.credibilityLedger(of: .standard).entries.filter {
                if case .outcome = $0.change.effect { true } else { false }
            }
            #expect(entries.count == count)
        }
        return entries
    }

    @Test("speaks for the outlet that had it before a reliable one, from when that one had it")
    func recorded() async throws {
        let entries = try await outcomes([Report(source: "Tide", day: 1), Report(source: "Ledger", day: 3)])
        let entry = try #require(entries.first)
        #expect(entries.count == 1)
        #expect(entry.change.source == "Tide")
        #expect(entry.change.effect == .outcome(.corroborated, weight: 0.5))
        #expect(entry.change.holdsFrom == StoreFixture.day(3))
        #expect(entry.change.cause.hasPrefix("Ledger reported later, in article "))
    }

    @Test("moves the belief, as of later moments only, and can be taken back")
    func movesBelief() async throws {
        try await Newsroom.with { newsroom in
            let (store, fixture) = (newsroom.store, Self.fixture)
            try await fixture.prepare(store)
            try await store.setSources([Source(name: "Ledger", reliability: 0.95)], in: .standard)
            let articles = [(1.0, "Tide"), (3.0, "Ledger")].map { day, source in
                fixture.article(
                    source, "\(Self.claim)\nBy \(source).", source: source, published: StoreFixture.day(day),
                    knownFrom: StoreFixture.day(day))
            }
            try await fixture.write(articles, to: store)
            try await Corroborator(store: store)
                .corroborate(articles.flatMap { fixture.chunks(of: $0) }.map(\.id), in: .standard)
            func mean(_ asOf: Date?) async throws -> Double {
                try await store.credibility(of: .standard, asOf: asOf).belief(source: "Tide", url: articles[0].url).mean
            }
            #expect(try await mean(nil) > 0.5)
            #expect(try await mean(StoreFixture.day(2)) == 0.5)
            let entry = try #require(try await store.credibilityLedger(of: .standard).entries.last)
            try await store.record(
                CredibilityChange(.reversal(of: entry.id), cause: "Ledger had it from Tide."), in: .standard)
            #expect(try await mean(nil) == 0.5)
        }
    }

    /// What keeps a second report from bearing out the first.
    private enum Obstacle: CaseIterable {
        case stranger, otherStranger, samePublisher, otherFigures, tooLate, sameMoment, noReports
    }

    @Test(
        "is none by strangers, by the same publisher, by other figures, too late, or at the same moment",
        arguments: Obstacle.allCases)
    private func others(_ obstacle: Obstacle) async throws {
        let first = Report(source: "Tide", day: 1)
        let found =
            switch obstacle {
            case .stranger: try await outcomes([first, Report(source: "Ledger", day: 3)], rating: 0.5)
            case .otherStranger: try await outcomes([first, Report(source: "Quay", day: 3)])
            case .samePublisher:
                try await outcomes([first, Report(source: "Ledger", day: 3)], owners: ["Tide": "K", "Ledger": "K"])
            case .otherFigures:
                try await outcomes([
                    first, Report(source: "Ledger", day: 3, text: "The strike kept 27 ships outside the harbour."),
                ])
            case .tooLate: try await outcomes([first, Report(source: "Ledger", day: 30)])
            case .sameMoment: try await outcomes([first, Report(source: "Ledger", day: 1)])
            case .noReports: try await outcomes([])
            }
        #expect(found.isEmpty)
    }

    @Test(
        "is none where each has a name that the other lacks",
        arguments: [
            ("The prize went to Brodie for a pumpkin of 61 kg.", "A pumpkin of 61 kg won Lindqvist the prize.", false),
            ("The strike at North Quay kept 26 ships.", "The strike at South Quay kept 26 ships.", false),
            ("The strike at Quay kept 26 ships.", "The strike at South Quay kept 26 ships.", true),
            ("Ships waited: the strike kept 26 out.", "The strike kept 26 ships out.", true),
        ])
    func names(one: String, other: String, isSame: Bool) throws {
        let claims = try [one, other].map { (text: String) -> StatedFigures in
            let article = Self.fixture.article("a", text)
            let chunk = try #require(Self.fixture.chunks(of: article).first)
            let vector = QuantisedVector(codes: [100, 20, 3], scale: 0.01)
            let passage = StoredPassage(
                key: 1, chunk: chunk, article: ArticleHead(article, knownTo: nil), vector: [1, 0, 0],
                sentenceVectors: chunk.sentences.map { _ in vector })
            return try #require(StatedFigures.all(in: passage).first)
        }
        #expect(claims[0].states(claims[1]) == isSame && claims[1].states(claims[0]) == isSame)
    }

    @Test(
        "is none where the later article denies it, tells it as another's, or speaks of another outlet",
        arguments: [
            "The strike did not keep 26 ships outside the harbour.",
            "The strike reportedly kept 26 ships outside the harbour.",
            "The strike kept 26 ships outside the harbour.\nSo the Tide had said.",
        ])
    func disputed(text: String) async throws {
        #expect(
            try await outcomes([Report(source: "Tide", day: 1), Report(source: "Ledger", day: 3, text: text)]).isEmpty)
    }

    @Test("counts each article once, however many bear it out, and nothing by a reliable outlet that was first")
    func once() async throws {
        let entries = try await outcomes([
            Report(source: "Tide", day: 1), Report(source: "Ledger", day: 3), Report(source: "Ledger", day: 4),
        ])
        #expect(entries.count == 1)
        #expect(try await outcomes([Report(source: "Ledger", day: 1), Report(source: "Tide", day: 2)]).isEmpty)
    }
}
