import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Ingestion
import Store
import Synchronization
import Testing

@Suite("Ingestor", .timeLimit(.minutes(1)))
struct IngestorTests {
    private struct Broken: Error {}

    @Test("brings articles into a corpus that it makes, every chunk with its vector")
    func ingests() async throws {
        try await Newsroom.with { newsroom in
            let embedder = FixtureEmbedder()
            let report = try await newsroom.ingestor(embedder)
                .ingest(Newsroom.articles(0..<150), into: .standard, provenance: .backfill)
            #expect(report.read == 150 && report.inserted == 150 && report.updated == 0 && report.unchanged == 0)
            #expect(report.faults.isEmpty && report.warnings.isEmpty)

            let corpus = try await newsroom.store.corpus(.standard)
            #expect(corpus.articles == 150)
            #expect(corpus.chunks == report.chunks && report.chunks > 300)
            #expect(corpus.spaces.map(\.vectors) == [report.chunks])
            #expect(report.tokens > report.chunks * 10)
            #expect(try await newsroom.store.check().isEmpty)

            let key = try #require(
                try await newsroom.store.matching(["117"], in: .standard, filter: .standing, limit: 1).chunks.first?.key
            )
            let passage = try #require(try await newsroom.store.passages([key], in: .standard).first)
            #expect(passage.article.title == "Ward 117")
            let expected = try await embedder.embed([Passage(title: "Ward 117", chunk: passage.chunk)])
            #expect(passage.vector == expected[0].vector)
            #expect(passage.sentenceVectors == expected[0].sentences)
        }
    }

    @Test("leaves what is stored alone, and encodes nothing of it again")
    func twice() async throws {
        try await Newsroom.with { newsroom in
            let encoded = Counter()
            let ingestor = try newsroom.ingestor(FixtureEmbedder { encoded.add($0.count) })
            let first = try await ingestor.ingest(Newsroom.articles(0..<70), into: .standard, provenance: .live)
            #expect(encoded.value == first.chunks)
            let sequence = try await newsroom.store.sequence(of: .standard)
            let second = try await ingestor.ingest(Newsroom.articles(0..<70), into: .standard, provenance: .live)
            #expect(second.read == 70 && second.unchanged == 70 && second.inserted == 0 && second.chunks == 0)
            #expect(encoded.value == first.chunks)
            #expect(try await newsroom.store.sequence(of: .standard) == sequence)
        }
    }

    @Test("takes the same article once, also twice in one input")
    func repeatedInInput() async throws {
        try await Newsroom.with { newsroom in
            let articles = Newsroom.articles(0..<3) + Newsroom.articles(0..<3)
            let report = try await newsroom.ingestor().ingest(articles, into: .standard, provenance: .backfill)
            #expect(report.read == 6 && report.inserted == 3 && report.unchanged == 3)
            #expect(try await newsroom.store.corpus(.standard).versions == 3)
        }
    }

    @Test("makes a changed article a new version")
    func changed() async throws {
        try await Newsroom.with { newsroom in
            let ingestor = try newsroom.ingestor()
            try await ingestor.ingest(Newsroom.articles(0..<5), into: .standard, provenance: .live)
            var changed = Newsroom.articles(0..<5)
            changed[3].retracted = true
            let report = try await ingestor.ingest(changed, into: .standard, provenance: .live)
            #expect(report.updated == 1 && report.unchanged == 4)
            let corpus = try await newsroom.store.corpus(.standard)
            #expect(corpus.articles == 5 && corpus.versions == 6)
        }
    }

    @Test("reports bad records with file and line, and takes the rest")
    func badRecords() async throws {
        try await Newsroom.with { newsroom in
            let path = try newsroom.write(
                """
                {"title":"One","text":"The first article."}
                {"title":"Two",
                {"title":"","text":"   "}
                {"title":"Three","text":"The third article."}
                """)
            let report = try await newsroom.ingestor()
                .ingest(try ArticleReaders.open(path), into: .standard, provenance: .live)
            #expect(report.read == 2 && report.inserted == 2)
            #expect(report.faultCount == 2)
            #expect(report.faults.map(\.location) == [2, 3].map { RecordLocation(file: path, line: $0) })
            #expect(try await newsroom.store.corpus(.standard).articles == 2)
        }
    }

    @Test("makes an empty corpus of an empty input")
    func empty() async throws {
        try await Newsroom.with { newsroom in
            let path = try newsroom.write("")
            let report = try await newsroom.ingestor()
                .ingest(try ArticleReaders.open(path), into: .standard, provenance: .live)
            #expect(report.read == 0 && report.faultCount == 0 && report.chunks == 0)
            #expect(try await newsroom.store.corpus(.standard).articles == 0)
        }
    }

    @Test("takes an article of a thousand chunks, and one without text")
    func extremes() async throws {
        try await Newsroom.with { newsroom in
            let articles = Newsroom.articles(0..<1, sentences: 2_500) + [RawArticle(title: "Only a title", text: "")]
            let report = try await newsroom.ingestor().ingest(articles, into: .standard, provenance: .live)
            #expect(report.inserted == 2 && report.chunks > 1_000)
            #expect(try await newsroom.store.check().isEmpty)
        }
    }

    @Test("tells how far it has come, to the end")
    func progress() async throws {
        try await Newsroom.with { newsroom in
            let lines = (0..<300).map { #"{"id":"\#($0)","title":"T\#($0)","text":"Article \#($0) of the feed."}"# }
            let path = try newsroom.write(lines.joined(separator: "\n"))
            let steps = Mutex<[IngestionProgress]>([])
            let report = try await newsroom.ingestor()
                .ingest(try ArticleReaders.open(path), into: .standard, provenance: .live) { step in
                    steps.withLock { $0.append(step) }
                }
            let seen = steps.withLock { $0 }
            #expect(seen.count > 2)
            #expect(
                zip(seen, seen.dropFirst()).allSatisfy { $0.articles <= $1.articles && $0.bytesRead <= $1.bytesRead })
            #expect(seen.last?.articles == 300 && seen.last?.chunks == report.chunks)
            #expect(seen.last?.bytesRead == seen.last?.totalBytes)
        }
    }

    @Test("ends with the embedder's error, keeps what was acknowledged, and goes on from there")
    func embedderFails() async throws {
        try await Newsroom.with { newsroom in
            let calls = Counter()
            let failing = FixtureEmbedder { _ in if calls.add() == 3 { throw Broken() } }
            await #expect(throws: Broken.self) {
                let path = try newsroom.write(Self.lines(Newsroom.articles(0..<200)))
                try await newsroom.ingestor(failing)
                    .ingest(try ArticleReaders.open(path), into: .standard, provenance: .backfill)
            }
            let kept = try await newsroom.store.corpus(.standard).articles
            #expect(kept < 200)
            #expect(try await newsroom.store.check().isEmpty)

            let report = try await newsroom.ingestor()
                .ingest(Newsroom.articles(0..<200), into: .standard, provenance: .backfill)
            #expect(report.unchanged == kept && report.inserted == 200 - kept)
            #expect(try await newsroom.store.corpus(.standard).versions == 200)
        }
    }

    private static func lines(_ articles: [RawArticle]) throws -> String {
        try articles.map { article in
            let record = [
                "url": article.url ?? "", "source": article.source ?? "", "title": article.title, "text": article.text,
                "language": "en", "published_at": "2025-02-19T21:20:00Z",
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: record), as: UTF8.self)
        }.joined(separator: "\n")
    }

    @Test("ends when its task is cancelled while the embedder works")
    func cancelled() async throws {
        try await Newsroom.with { newsroom in
            let (started, start) = AsyncStream<Void>.makeStream()
            let waiting = FixtureEmbedder { _ in
                start.yield()
                try await Task.sleep(for: .seconds(3_600))
            }
            let ingestor = try newsroom.ingestor(waiting)
            let task = Task {
                try await ingestor.ingest(Newsroom.articles(0..<400), into: .standard, provenance: .live)
            }
            for await _ in started { break }
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(try await newsroom.store.corpus(.standard).articles == 0)
        }
    }

    @Test("ends with the reader's error")
    func readerFails() async throws {
        final class BrokenReader: ArticleReader {
            func next() throws -> ReadOutcome? { throw Broken() }
            var progress: ReadingProgress { ReadingProgress() }
        }
        try await Newsroom.with { newsroom in
            await #expect(throws: Broken.self) {
                try await newsroom.ingestor().ingest(BrokenReader(), into: .standard, provenance: .live)
            }
        }
    }

    @Test("refuses a corpus that is cut otherwise, and says both ways")
    func chunkingMismatch() async throws {
        try await Newsroom.with { newsroom in
            try await newsroom.ingestor().ingest([], into: .standard, provenance: .live)
            let error = await #expect(throws: BylineError.self) {
                try await newsroom.ingestor(maximumTokens: 64).ingest([], into: .standard, provenance: .live)
            }
            #expect(error?.code == "chunking-mismatch")
            #expect(error?.message == "Corpus 'default' is cut by words:1/48+0/r1, not by words:1/64+0/r1.")
            #expect(error?.remedy == "Ingest with the limits that the corpus was made with, or into a new corpus.")
        }
    }

    @Test("refuses a corpus of another embedding space")
    func spaceMismatch() async throws {
        try await Newsroom.with { newsroom in
            try await newsroom.ingestor().ingest([], into: .standard, provenance: .live)
            let other = FixtureEmbedder(StoreFixture.space("second"))
            let error = await #expect(throws: BylineError.self) {
                try await newsroom.ingestor(other)
                    .ingest(Newsroom.articles(0..<1), into: .standard, provenance: .live)
            }
            #expect(error?.code == "embedding-space-mismatch")
            #expect(try await newsroom.store.corpus(.standard).articles == 0)
        }
    }

    @Test("says which articles the encoder was not trained for, and takes them")
    func untrainedLanguages() async throws {
        try await Newsroom.with { newsroom in
            var articles = Newsroom.articles(0..<4)
            articles[1].language = "de"
            articles[2].language = "fr-CA"
            articles[3].language = "fr"
            let report = try await newsroom.ingestor(FixtureEmbedder(trainedLanguages: ["en"]))
                .ingest(articles, into: .standard, provenance: .live)
            #expect(report.inserted == 4)
            let rest = "for which the encoder was not trained: they are found by their words, and less well by meaning."
            #expect(report.warnings == ["1 article is in 'de', \(rest)", "2 articles are in 'fr', \(rest)"])
        }
    }
}
