import Corpus
import Embedding
import Foundation
import Hummingbird
import HummingbirdTesting
import Ingestion
import Logging
import Reasoning
import Retrieval
import Store
import Synchronization

@testable import Service

/// A service over a real store in a folder of its own, with an embedder that counts words.
struct TestNewsroom: Sendable {
    let store: any Store
    let service: BylineService

    /// Cuts by words: no vocabulary has to be installed.
    static func chunker() throws -> Chunker {
        let tokenizer = WordTokenizer()
        return try Chunker(tokenizer: tokenizer, chunking: Chunking(tokenizer: tokenizer.identifier))
    }

    /// Scripted writers decide here: what counts is what the service does with what they say.
    static let gates = GateCatalogue(sentence: [HasCitationGate(), CitationResolvesGate()])

    static let quietLogger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// Runs `body`; the folder is gone afterwards. `wrap` may put a faulty store before the real one.
    static func with<Result>(
        configuration: ServiceConfiguration = .init(port: 0),
        writer: any AnswerWriter = QuotingWriter(), embedder: any Embedder = WordEmbedder(),
        logger: Logger = quietLogger, wrap: (any Store) -> any Store = { $0 },
        body: (TestNewsroom) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-service-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let real = try await SQLiteStore.open(directory: folder, logger: quietLogger)
        let store = wrap(real)
        let embedders = EmbedderSet(embedder)
        let searcher = Searcher(store: store, embedders: embedders)
        let chunker = try chunker()
        let ingestor = Ingestor(store: store, embedders: embedders, chunker: chunker)
        let engine = Engine(
            searcher: searcher,
            answerer: Answerer(
                searcher: searcher, writer: writer, pipeline: Pipeline(gates: Self.gates), archive: real, logger: logger
            ),
            chunking: chunker.chunking
        ) { articles, corpus, provenance in
            try await ingestor.ingest(articles, into: corpus, provenance: provenance)
        }
        let newsroom = TestNewsroom(
            store: store, service: BylineService(engine: engine, configuration: configuration, logger: logger))
        let result = try await body(newsroom)
        await real.close()
        return result
    }

    /// Two articles of two outlets in `default`.
    func fill() async throws {
        let ingestor = try Ingestor(store: store, embedders: EmbedderSet(WordEmbedder()), chunker: Self.chunker())
        try await ingestor.ingest(Self.articles, into: .standard, provenance: .backfill)
    }

    static let articles = [
        RawArticle(
            url: "https://ledger.example/flood", source: "Ledger", title: "Flood inquiry opens",
            text: "Judge Ekdal chairs the flood inquiry. It opened on Monday in the harbour hall.",
            publishedAt: Date(timeIntervalSince1970: 1_740_000_000)),
        RawArticle(
            url: "https://tide.example/strike", source: "Tide", title: "Port strike ends",
            text: "The port strike ended after nine days. Crane drivers return to work.", category: "Port",
            publishedAt: Date(timeIntervalSince1970: 1_745_000_000)),
    ]

    /// Tests of routes without a socket.
    func test<Value>(_ body: @Sendable (any TestClientProtocol) async throws -> Value) async throws -> Value {
        try await service.application().test(.router, body)
    }
}

/// Counts words into 64 components: texts that share words are near.
struct WordEmbedder: Embedder {
    let space = EmbeddingSpace(model: "words", weights: "none", dimension: 64)
    let trainedLanguages: Set<String>? = nil
    func adapted(to space: EmbeddingSpace) -> (any Embedder)? { nil }

    func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        passages.map { EmbeddedPassage(vector: vector("\($0.title) \($0.text)"), sentences: []) }
    }

    func embed(queries: [String]) async throws -> [[Float]] { queries.map(vector) }

    private func vector(_ text: String) -> [Float] {
        var vector = [Float](repeating: 0.01, count: 64)
        for word in text.lowercased().split(whereSeparator: { !$0.isLetter }) {
            let hash = word.utf8.reduce(UInt32(17)) { $0 &* 31 &+ UInt32($1) }
            vector[Int(hash % 64)] += 1
        }
        let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return vector.map { $0 / length }
    }
}

/// Quotes the best passage.
struct QuotingWriter: AnswerWriter {
    let name = "quoting"
    let identity = "quoting"
    let evidenceBudget: Int? = nil

    func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        guard let best = task.evidence.first else { return .abstained(reason: "There is no evidence.") }
        let sentences = 0...best.passage.chunk.sentences.count - 1
        try await receiver.offer(
            DraftSentence(text: best.passage.chunk.text, sources: [Quote(evidence: 0, sentences: sentences)]))
        return .answered(.direct)
    }
}

/// Does what a test says.
struct ScriptedWriter: AnswerWriter {
    let name = "scripted"
    let identity = "scripted"
    let evidenceBudget: Int? = nil
    let script: @Sendable (WritingTask, any DraftReceiver) async throws -> WritingOutcome

    func write(_ task: WritingTask, to receiver: any DraftReceiver) async throws -> WritingOutcome {
        try await script(task, receiver)
    }
}

/// Waits at a place of a script until a test lets go, and says when it is reached and when it is cancelled.
final class Gate: Sendable {
    private let reachedStream = AsyncStream<Void>.makeStream()
    private let cancelledStream = AsyncStream<Void>.makeStream()
    private let opened = Acknowledgement()

    /// Called by the script, once.
    func pass() async throws {
        reachedStream.continuation.yield()
        do { try await opened.wait() } catch {
            cancelledStream.continuation.yield()
            throw error
        }
    }

    func open() { opened.settle(.success(())) }

    func reached() async { for await _ in reachedStream.stream { return } }
    func cancelled() async { for await _ in cancelledStream.stream { return } }
}
