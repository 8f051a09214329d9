import Corpus
import Embedding
import Foundation
import Ingestion
import Logging
import Reasoning
import Retrieval
import Store
import Transport

/// The parts of the product, put together for one command.
struct Workbench: Sendable {
    let store: any Store
    let embedders: EmbedderSet
    let chunker: Chunker
    let signals: SignalCatalogue
    let logger: Logger

    var searcher: Searcher { Searcher(store: store, embedders: embedders, signals: signals) }
    var answerer: Answerer { Answerer(searcher: searcher, writer: ExtractiveWriter()) }
    var ingestor: Ingestor { Ingestor(store: store, embedders: embedders, chunker: chunker) }

    /// Opens the data directory and the embedder at the same time; runs `body`, and closes them whatever it does.
    static func with<Result>(
        _ dataOptions: DataOptions, _ embedderOptions: EmbedderOptions, ranking: RankingOptions? = nil, verbose: Bool,
        body: (Workbench) async throws -> Result
    ) async throws -> Result {
        let logger = Self.logger(verbose: verbose)
        let signals = try ranking?.catalogue() ?? .standard
        async let opened = SQLiteStore.open(
            directory: dataOptions.directory, logger: logger, accuracy: ranking?.accuracy ?? .automatic)
        let embedder = try await embedderOptions.embedder(logger: logger)
        let chunker = try embedderOptions.chunker(beside: embedder)
        let store = try await opened
        let workbench = Workbench(
            store: store, embedders: EmbedderSet(embedder), chunker: chunker, signals: signals, logger: logger)
        do {
            let result = try await body(workbench)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    /// Opens the data directory alone, for what needs no embedder; closes it whatever `body` does.
    static func withStore<Result>(
        _ dataOptions: DataOptions, verbose: Bool, body: (any Store) async throws -> Result
    ) async throws -> Result {
        let store = try await SQLiteStore.open(
            directory: dataOptions.directory, logger: logger(verbose: verbose))
        do {
            let result = try await body(store)
            await store.close()
            return result
        } catch {
            await store.close()
            throw error
        }
    }

    static func logger(verbose: Bool) -> Logger {
        var logger = Logger(label: "byline") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .warning
        return logger
    }
}

extension EmbedderOptions {
    /// The embedder in this process, or the remote one that was named.
    func embedder(logger: Logger) async throws -> any Embedder {
        guard let embedderURL, let embedderModel else { return try MiniLMEmbedder(ModelFiles.locate(folder: folder)) }
        guard let url = URL(string: embedderURL), url.host() != nil else {
            throw BylineError(
                "bad-embedder-url", "'\(embedderURL)' is not the address of an embedder.",
                remedy: "Give a base URL such as http://127.0.0.1:11434/v1.")
        }
        let configuration = RemoteEmbedderConfiguration(
            baseURL: url, model: embedderModel, dimension: embedderDimension,
            shortensVectors: embedderDimension != nil, apiKey: try Self.key(ProcessInfo.processInfo.environment))
        return try await RemoteEmbedder.connect(configuration, client: try HTTPClient(logger: logger))
    }

    /// Cuts by the encoder's own word pieces where their vocabulary is at hand. Beside a remote embedder it may not be;
    /// then words are counted.
    func chunker(beside embedder: any Embedder) throws -> Chunker {
        if let embedder = embedder as? MiniLMEmbedder { return try Self.chunker(embedder.tokenizer) }
        guard let vocabulary = try? ModelFiles.locate(folder: folder).vocabulary else {
            return try Self.chunker(WordTokenizer())
        }
        return try Self.chunker(WordPiece(vocabulary: vocabulary))
    }

    private static func chunker(_ tokenizer: some ChunkTokenizer) throws -> Chunker {
        try Chunker(tokenizer: tokenizer, chunking: Chunking(tokenizer: tokenizer.identifier))
    }

    /// From a file or the environment, never from an option: options show in the list of processes.
    private static func key(_ environment: [String: String]) throws -> Secret? {
        if let file = environment["BYLINE_EMBEDDER_KEY_FILE"], !file.isEmpty {
            return try Secret(file: URL(filePath: file))
        }
        guard environment["BYLINE_EMBEDDER_KEY", default: ""].isEmpty == false else { return nil }
        return try Secret(environmentVariable: "BYLINE_EMBEDDER_KEY", in: environment)
    }

    private var folder: URL? { modelFolder.map { URL(filePath: $0, directoryHint: .isDirectory) } }
}
