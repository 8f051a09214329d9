import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Ingestion
import Store
import Testing

@Suite("Space filler", .timeLimit(.minutes(1)))
struct SpaceFillerTests {
    private struct Broken: Error {}

    private let second = StoreFixture.space("second", dimension: 12)

    @Test("fills a space and cuts over while searches go on and articles come in")
    func cutOverWhileSearching() async throws {
        try await Newsroom.with { newsroom in
            let (store, second) = (newsroom.store, second)
            let ingestor = try newsroom.ingestor()
            let first = try await ingestor.ingest(Newsroom.articles(0..<120), into: .standard, provenance: .live)
            let newcomers = Newsroom.articles(120..<130)
            let calls = Counter()
            let embedder = FixtureEmbedder(second) { _ in
                // In the middle of the filling, so that the space is behind when it ends.
                if calls.add() == 2 { try await ingestor.ingest(newcomers, into: .standard, provenance: .live) }
            }

            let searches = Counter()
            let searching = Task {
                var spaces: Set<EmbeddingSpace> = []
                while !spaces.contains(second) {
                    try Task.checkCancellation()
                    let space = try await store.corpus(.standard).activeSpace
                    let question = try await FixtureEmbedder(space).embed(query: "flood")
                    let hits = try await store.nearest(
                        to: question, space: space, in: .standard, filter: .standing, limit: 10)
                    #expect(hits.count == 10)
                    spaces.insert(space)
                    searches.add()
                }
                return spaces
            }
            let filler = SpaceFiller(store: store)
            let filled = try await filler.fill(.standard, with: embedder)
            #expect(filled >= first.chunks)
            #expect(try await store.corpus(.standard).activeSpace == StoreFixture.space("first"))
            try await filler.cutOver(.standard, to: embedder)
            #expect(try await searching.value == [StoreFixture.space("first"), second])
            #expect(searches.value > 1)

            let corpus = try await store.corpus(.standard)
            #expect(corpus.activeSpace == second)
            #expect(corpus.articles == 130)
            #expect(corpus.spaces.first { $0.space == second }?.vectors == corpus.chunks)
            #expect(try await store.check().isEmpty)
        }
    }

    @Test("encodes at the cut-over what came in after the filling")
    func lateArticles() async throws {
        try await Newsroom.with { newsroom in
            let ingestor = try newsroom.ingestor()
            try await ingestor.ingest(Newsroom.articles(0..<5), into: .standard, provenance: .live)
            let filler = SpaceFiller(store: newsroom.store)
            try await filler.fill(.standard, with: FixtureEmbedder(second))
            try await ingestor.ingest(Newsroom.articles(5..<9), into: .standard, provenance: .live)
            let error = await #expect(throws: BylineError.self) {
                try await newsroom.store.activate(second, of: .standard)
            }
            #expect(error?.code == "space-incomplete")
            try await filler.cutOver(.standard, to: FixtureEmbedder(second))
            let corpus = try await newsroom.store.corpus(.standard)
            #expect(corpus.activeSpace == second)
            #expect(corpus.spaces.first { $0.isActive }?.vectors == corpus.chunks)
        }
    }

    @Test("goes on where a filling was stopped")
    func resumes() async throws {
        try await Newsroom.with { newsroom in
            let report = try await newsroom.ingestor()
                .ingest(Newsroom.articles(0..<100), into: .standard, provenance: .live)
            #expect(report.chunks > 200)
            let calls = Counter()
            let failing = FixtureEmbedder(second) { _ in if calls.add() == 2 { throw Broken() } }
            let filler = SpaceFiller(store: newsroom.store)
            await #expect(throws: Broken.self) { try await filler.fill(.standard, with: failing) }
            let kept = try await newsroom.store.corpus(.standard).spaces.first { $0.space == second }?.vectors
            #expect(kept == 96)
            let encoded = Counter()
            let rest = try await filler.fill(.standard, with: FixtureEmbedder(second) { encoded.add($0.count) })
            #expect(rest == report.chunks - 96 && encoded.value == rest)
            #expect(try await filler.fill(.standard, with: FixtureEmbedder(second)) == 0)
        }
    }

    @Test("refuses a corpus that does not exist")
    func unknownCorpus() async throws {
        try await Newsroom.with { newsroom in
            let error = await #expect(throws: BylineError.self) {
                try await SpaceFiller(store: newsroom.store).fill(.standard, with: FixtureEmbedder(second))
            }
            #expect(error?.code == "unknown-corpus")
        }
    }
}
