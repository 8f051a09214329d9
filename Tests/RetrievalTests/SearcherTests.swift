import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Logging
import Store
import Testing

@testable import Retrieval

/// Searches over a real store; the embedder knows no language, so that words decide.
@Suite("Searching")
struct SearcherTests {
    private static let fixture = StoreFixture()

    private func withSearcher(
        _ articles: [Article], sources: [Source] = [], _ body: (Searcher) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("byline-search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteStore.open(directory: folder, logger: Logger(label: "test"))
        do {
            try await Self.fixture.prepare(store)
            try await store.setSources(sources, in: .standard)
            if !articles.isEmpty { try await Self.fixture.write(articles, to: store) }
            try await body(Searcher(store: store, embedders: EmbedderSet(FixtureEmbedder())))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    private static func article(
        _ key: String, _ text: String, source: String = "The Courier", title: String = "Title", day: Double = 0
    ) -> Article {
        fixture.article(
            key, text, title: title, source: source, published: StoreFixture.day(day), knownFrom: StoreFixture.day(day))
    }

    @Test("explains every score by signals that add up to it, none above the one before")
    func explained() async throws {
        let articles = (0..<30).map { number in
            Self.article(
                "a\(number)", "The harbour wall cost \(number) crowns\nThe mayor opened bridge \(number % 7)",
                source: ["The Courier", "Quay Echo"][number % 2], day: Double(number))
        }
        try await withSearcher(articles) { searcher in
            let result = try await searcher.search(
                SearchRequest(
                    question: "Does the Quay Echo say what the harbour wall cost, while the mayor opened bridge 5?",
                    limit: 20))
            #expect(result.hits.count == 20)
            #expect(result.plan.clauses.count == 2)
            #expect(result.plan.outlets == ["quay echo"])
            for (rank, hit) in result.hits.enumerated() {
                #expect(hit.rank == rank + 1)
                #expect(abs(hit.score - hit.signals.reduce(0) { $0 + $1.value * $1.weight }) < 1e-5)
                #expect(hit.explanation.hasPrefix("It stands at \(rank + 1) because "))
            }
            for (one, next) in zip(result.hits, result.hits.dropFirst()) { #expect(one.score >= next.score - 1e-6) }
            #expect(result.hits[0].passage.article.source == "Quay Echo")
        }
    }

    @Test("finds each fact of a question that joins several")
    func severalFacts() async throws {
        let noise = (0..<40).map {
            Self.article("n\($0)", "The harbour strike over the harbour wall went on, harbour workers say \($0)")
        }
        let facts = [
            Self.article("f1", "Orla Brandt chairs the flood inquiry"),
            Self.article("f2", "The harbour strike ended on a Tuesday"),
        ]
        try await withSearcher(noise + facts) { searcher in
            let hits = try await searcher.search(
                SearchRequest(
                    question: "When did the harbour strike of the harbour workers over the harbour wall end, and who "
                        + "chairs the flood inquiry?", limit: 5)
            ).hits
            #expect(hits.contains { $0.passage.chunk.text.contains("Orla Brandt") })
        }
    }

    @Test("prefers what is new only where the question asks for the present")
    func recency() async throws {
        let articles = [
            Self.article("old", "The ferry fare is two crowns", day: 0),
            Self.article("new", "The ferry fare is two crowns now that it rose", day: 300),
        ]
        try await withSearcher(articles) { searcher in
            func recency(_ question: String, asOf: Date?) async throws -> [Float] {
                try await searcher.search(SearchRequest(question: question, filter: SearchFilter(asOf: asOf))).hits
                    .map { $0.signals.first { $0.name == "recency" }?.value ?? -1 }
            }
            #expect(try await recency("What was the ferry fare in 2019?", asOf: nil) == [0, 0])
            let current = try await recency("What is the current ferry fare?", asOf: StoreFixture.day(301))
            #expect(current[0] > 0.45 && current[1] < 0.15)
        }
    }

    @Test("sets an unreliable outlet behind a credible one on the same matter, and says so")
    func credibility() async throws {
        let text = "The flood wall broke at ward nine"
        let sources = [
            Source(name: "The Tattler", reliability: 0.05), Source(name: "The Courier", reliability: 0.95),
        ]
        // Equal texts have equal vectors: they speak of the same matter.
        let articles = [
            Self.article("t", text, source: "The Tattler", title: "Flood wall broke at ward nine"),
            Self.article("c", text + "\n" + text, source: "The Courier", title: "News"),
        ]
        try await withSearcher(articles, sources: sources) { searcher in
            let hits = try await searcher.search(SearchRequest(question: "Where did the flood wall break, ward nine?"))
                .hits
            #expect(hits[0].passage.article.source == "The Courier")
            if let last = hits.first(where: { $0.passage.article.source == "The Tattler" }) {
                #expect(last.explanation.contains("known to be unreliable"))
            }
            let floor = try await searcher.search(
                SearchRequest(question: "Where did the flood wall break?", minimumCredibility: 0.6))
            #expect(Set(floor.hits.map(\.passage.article.source)) == ["The Courier"])
            let nobody = try await searcher.search(
                SearchRequest(question: "Where did the flood wall break?", minimumCredibility: 0.99))
            #expect(nobody.hits.isEmpty)
            await #expect(throws: BylineError.self) {
                try await searcher.search(SearchRequest(question: "Where?", minimumCredibility: 1.5))
            }
        }
    }

    /// The embedder knows no language: only equal words are close, so that the question is one word, and all texts are it.
    private func hits(ratings: [Source], strangers: [String: Double], question: String = "Floodwall") async throws
        -> [Hit]
    {
        var articles = [Self.article("c", "Floodwall", source: "The Courier", title: "News", day: 30)]
        for (name, day) in strangers {
            articles.append(Self.article("old", "Harbour", source: name, day: day))
            articles.append(Self.article(name, "Floodwall", source: name, title: "Floodwall", day: 30))
        }
        var hits: [Hit] = []
        try await withSearcher(articles, sources: ratings) { searcher in
            hits = try await searcher.search(SearchRequest(question: question)).hits
        }
        return hits
    }

    @Test("sets a stranger who writes for the question behind a reliable outlet, and says so")
    func strangers() async throws {
        let reliable = [Source(name: "The Courier", reliability: 0.95)]
        #expect(try await hits(ratings: [], strangers: ["Wall Facts": 29])[0].passage.article.source == "Wall Facts")
        let rated = try await hits(ratings: reliable, strangers: ["Wall Facts": 29])
        #expect(rated[0].passage.article.source == "The Courier")
        #expect(rated[0].credit == 1)
        let stranger = try #require(rated.first { $0.passage.article.source == "Wall Facts" })
        #expect(abs(stranger.credit - (1 - CredibilityRule.unprovenFall)) < 1e-5)
        #expect(stranger.explanation.contains("nothing is known of its outlet"))
        let resident = try await hits(ratings: reliable, strangers: ["Wall Facts": 0])
        #expect(resident[0].passage.article.source == "Wall Facts")
        let named = try await hits(
            ratings: reliable, strangers: ["Wall Facts": 29], question: "Floodwall according to Wall Facts?")
        #expect(named[0].passage.article.source == "Wall Facts")
    }

    @Test("knows an outlet by a new alias at once")
    func changedAlias() async throws {
        let question = "What does the Evening Gull say of the flood wall?"
        try await withSearcher([Self.article("a", "The flood wall broke", source: "Quay Echo")]) { searcher in
            func outlets() async throws -> Set<String> {
                try await searcher.search(SearchRequest(question: question)).plan.outlets
            }
            for _ in 0..<2 { #expect(try await outlets() == []) }
            try await searcher.store.setSources(
                [Source(name: "Quay Echo", aliases: ["Evening Gull"])], in: .standard)
            for _ in 0..<2 { #expect(try await outlets() == ["quay echo"]) }
            try await searcher.store.setSources([Source(name: "Quay Echo")], in: .standard)
            #expect(try await outlets() == [])
            try await Self.fixture.write([Self.article("b", "Rain", source: "Evening Gull")], to: searcher.store)
            #expect(try await outlets() == ["evening gull"])
        }
    }

    @Test("as of a moment is the search of a corpus that never held anything later", arguments: 0..<12)
    func nothingLeaks(seed: UInt64) async throws {
        var random = SeededNumbers(state: seed)
        let words = ["flood", "wall", "harbour", "strike", "mayor", "vote", "ferry", "fare", "ward", "budget"]
        let outlets = ["The Courier", "Quay Echo", "The Tattler", "Ward Nine News"]
        let articles = (0..<25).map { number in
            // Keys are few, so that articles have several versions; some of them say that they correct the one before.
            let isCorrection = Int.random(in: 0..<3, using: &random) == 0
            let text =
                (0..<3).map { _ in
                    (0..<8).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
                } + (isCorrection ? ["Correction \(number): an earlier version of this article was wrong"] : [])
            return Self.article(
                "a\(Int.random(in: 0..<12, using: &random))", text.joined(separator: "\n"),
                source: outlets.randomElement(using: &random) ?? "", day: Double(number))
        }
        let moment = StoreFixture.day(Double.random(in: 0..<25, using: &random))
        let questions = [
            "What did the Quay Echo say of the flood wall, while the mayor promised a vote?",
            "ferry fare now", "ward budget vote in the Ward Nine News",
        ]
        func results(_ articles: [Article]) async throws -> [[String]] {
            var found: [[String]] = []
            try await withSearcher(articles) { searcher in
                for question in questions {
                    let request = SearchRequest(question: question, filter: SearchFilter(asOf: moment), limit: 10)
                    found.append(
                        try await searcher.search(request).hits.map { hit in
                            let carriers = hit.story?.carriers.map(\.id.rawValue).joined(separator: ",") ?? "-"
                            return "\(hit.passage.chunk.id) \(hit.score) \(carriers)"
                        })
                }
            }
            return found
        }
        #expect(try await results(articles) == results(articles.filter { $0.knownFrom <= moment }))
    }

    @Test("several questions at once find what each finds alone")
    func severalQuestions() async throws {
        let articles = [
            Self.article("1", "The weir was opened at night. Nobody saw it."),
            Self.article("2", "The tram left the rails at the hub.", source: "The Post"),
            Self.article("3", "A weir and a tram were drawn by children.", source: "The Letter"),
        ]
        try await withSearcher(articles) { searcher in
            // As of a moment, since now is another one for each search.
            let request = SearchRequest(
                question: "Was the weir opened?", filter: SearchFilter(asOf: StoreFixture.day(1)))
            let questions = ["Was the weir opened?", "Where did the tram leave the rails?", "Who drew a tram?"]
            let together = try await searcher.search(questions, as: request)
            #expect(together.count == 3)
            for (question, result) in zip(questions, together) {
                let alone = try await searcher.search(SearchRequest(question: question, filter: request.filter))
                #expect(result.hits.map(\.passage.key) == alone.hits.map(\.passage.key))
                #expect(result.hits.map(\.score) == alone.hits.map(\.score))
                #expect(result.questionVector == alone.questionVector && result.plan == alone.plan)
            }
            // What is encoded beside them comes in its order, each text as often as it was asked for.
            let (results, vectors, _) = try await searcher.search(questions, as: request) { plans in
                ["a tram", plans[0].clauses.first?.text ?? questions[0], questions[1], "a tram"]
            }
            #expect(results.map { $0.hits.map(\.score) } == together.map { $0.hits.map(\.score) })
            #expect(vectors.count == 4 && vectors[0] == vectors[3] && vectors[2] == together[1].questionVector)
            #expect(try await searcher.vectors(of: ["a tram"], in: .standard) == [vectors[0]])
        }
    }
}
