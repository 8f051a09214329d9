import Corpus
import Embedding
import Foundation
import Generation
import Ingestion
import Logging
import LoopbackServer
import Retrieval
import Store
import Transport

@testable import Reasoning

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A store in a folder of its own with articles in it, and what answers from them.
struct Newsroom {
    let store: SQLiteStore
    let ingestor: Ingestor

    static func with(_ articles: [RawArticle] = Newsroom.articles, _ body: (Newsroom) async throws -> Void) async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-reasoning-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteStore.open(directory: folder, logger: quiet)
        let tokenizer = WordTokenizer()
        let ingestor = Ingestor(
            store: store, embedders: EmbedderSet(CountingEmbedder()),
            chunker: try Chunker(tokenizer: tokenizer, chunking: Chunking(tokenizer: tokenizer.identifier)))
        do {
            try await ingestor.ingest(articles, into: .standard, provenance: .backfill)
            try await body(Newsroom(store: store, ingestor: ingestor))
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    func answerer(
        _ writer: any AnswerWriter = ExtractiveWriter(), gates: GateCatalogue = .standard(), keeps: Bool = true
    ) -> Answerer {
        Answerer(
            searcher: Searcher(store: store, embedders: EmbedderSet(CountingEmbedder())), writer: writer,
            pipeline: Pipeline(gates: gates), archive: keeps ? store : nil, logger: quiet)
    }

    func ingest(_ article: RawArticle) async throws {
        try await ingestor.ingest([article], into: .standard, provenance: .backfill)
    }

    static func day(_ day: Int) -> Date { Date(timeIntervalSince1970: 1_740_000_000 + Double(day) * 86_400) }

    static let flood = RawArticle(
        url: "https://ledger.example/flood", source: "Ledger", title: "Flood inquiry opens",
        text: "Judge Ekdal chairs the flood inquiry. It opened on Monday in the harbour hall.", language: "en",
        publishedAt: day(0))
    static let strike = RawArticle(
        url: "https://tide.example/strike", source: "Tide", title: "Port strike ends",
        text: "The port strike ended after nine days. Crane drivers return to work.", language: "en",
        publishedAt: day(10))
    static let articles = [flood, strike]
}

/// Counts words into components, as ``Evidence/vector(_:)`` does: texts that share words are near.
struct CountingEmbedder: Embedder {
    let space = EmbeddingSpace(model: "words", weights: "none", dimension: 64)
    let trainedLanguages: Set<String>? = nil

    func adapted(to space: EmbeddingSpace) -> (any Embedder)? { nil }

    func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        passages.map { passage in
            let bytes = Array(passage.text.utf8)
            return EmbeddedPassage(
                vector: Evidence.vector("\(passage.title) \(passage.text)"),
                sentences: passage.sentences.map {
                    QuantisedVector(Evidence.vector(String(decoding: bytes[$0], as: UTF8.self)))
                })
        }
    }

    func embed(queries: [String]) async throws -> [[Float]] { queries.map(Evidence.vector) }
}

/// A scripted model behind the real client, in one of the protocols, guarded as in the product.
struct ModelDesk {
    let server: ScriptedModelServer
    let chain: ModelChain

    /// `models` are names; `fault-…` misbehaves. Ends server and client after `body`.
    static func with(
        _ dialect: ModelDialect = .chat, models: [String] = ["m"], deadline: Duration = .seconds(20),
        context: Int? = nil, replying script: @escaping ScriptedModelServer.Script,
        _ body: (ModelDesk) async throws -> Void
    ) async throws {
        let server = try ScriptedModelServer(script)
        let client = try HTTPClient(logger: quiet)
        let provider = [ModelDialect.chat: "openai", .anthropic: "anthropic", .gemini: "gemini"][dialect] ?? "openai"
        let configurations = models.map { model in
            ModelConfiguration(
                provider: ModelProvider.named(provider) ?? ModelProvider.all[0], model: model,
                baseURL: server.baseURL(dialect), key: .found(Secret("sk-very-secret", origin: "a test")),
                maximumContext: context,
                deadlines: ModelDeadlines(connect: deadline, firstToken: deadline, gap: deadline, whole: deadline),
                retries: RetryPolicy(attempts: 1))
        }
        let chain = ModelChain(
            ModelsConfiguration(models: configurations), client: client, records: nil, logger: quiet)
        do {
            try await body(ModelDesk(server: server, chain: chain))
        } catch {
            server.stop()
            await client.shutdown()
            throw error
        }
        server.stop()
        await client.shutdown()
    }

    func writer() throws -> ModelWriter { ModelWriter(chain.models[0], prompts: try PromptLibrary()) }
    func writers() throws -> WriterChain { WriterChain(chain, prompts: try PromptLibrary()) }
}
