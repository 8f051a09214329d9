import Corpus
import Embedding
import Evaluation
import Foundation
import Ingestion
import Logging
import Reasoning
import Retrieval
import Store
import Transport

/// What commands need of a store.
typealias CommandStore = any Store & AnswerArchive & SpendingLedger & ModelCallCache

/// The parts of the product, put together for one command.
struct Workbench: Sendable {
    let store: CommandStore
    let embedders: EmbedderSet
    let chunker: Chunker
    let signals: SignalCatalogue
    let reranker: (any PassageReranker)?
    let embedder: any Embedder
    let writer: any AnswerWriter
    let judge: ModelJudgeGate?
    let entailment: EntailmentCheck?
    let logger: Logger

    var searcher: Searcher { Searcher(store: store, embedders: embedders, signals: signals, reranker: reranker) }
    /// Answers, keeping traces and what was answered.
    var answerer: Answerer {
        Answerer(searcher: searcher, writer: writer, pipeline: pipeline, archive: store, logger: logger)
    }
    /// Answers without keeping or repeating any: for measuring.
    var plainAnswerer: Answerer { Answerer(searcher: searcher, writer: writer, pipeline: pipeline, logger: logger) }
    /// The same with everything taken down that its writer offers to the gates.
    func watchedAnswerer(_ watched: WatchedWriter) -> Answerer {
        Answerer(searcher: searcher, writer: watched, pipeline: pipeline, logger: logger)
    }
    /// The same with the time of every gate taken.
    func timedAnswerer(_ clock: GateClock) -> Answerer {
        Answerer(searcher: searcher, writer: writer, pipeline: Pipeline(gates: clock.gates), logger: logger)
    }
    /// Compares meanings by the corpus's own encoder.
    var verifier: SupportVerifier {
        let embedder = embedder
        return SupportVerifier { texts in try await embedder.embed(queries: texts) }
    }
    var gates: GateCatalogue { pipeline.gates }
    /// The standard gates, which compare meanings by the corpus's own encoder, and the judges that were asked for.
    private var pipeline: Pipeline {
        let embedder = embedder
        var gates = GateCatalogue.standard(
            encode: { texts in try await embedder.embed(queries: texts) }, entailment: entailment)
        if let judge { gates.sentence.append(judge) }
        return Pipeline(gates: gates)
    }
    var corroborator: Corroborator { Corroborator(store: store) }
    var ingestor: Ingestor { Ingestor(store: store, embedders: embedders, chunker: chunker) }

    /// Opens the data directory and the embedder at the same time; runs `body`, and closes them whatever it does.
    static func with<Result>(
        _ dataOptions: DataOptions, _ embedderOptions: EmbedderOptions, ranking: RankingOptions? = nil,
        writing: (any WritingDeskSource)? = nil, verbose: Bool, body: (Workbench) async throws -> Result
    ) async throws -> Result {
        let logger = Self.logger(verbose: verbose)
        let signals = try ranking?.catalogue() ?? .standard
        let reranker = try ranking?.passageReranker()
        let inference = writing?.inference
        let entailment = try inference?.model().flatMap { inference?.check($0) }
        async let opened = SQLiteStore.open(
            directory: dataOptions.directory, logger: logger, accuracy: ranking?.accuracy ?? .automatic)
        let embedder = try await embedderOptions.embedder(logger: logger)
        let chunker = try embedderOptions.chunker(beside: embedder)
        let store = try await opened
        var client: HTTPClient?
        do {
            let desk = try writing?.desk(in: dataOptions, records: store, logger: logger) ?? .extractive
            client = desk.client
            let workbench = Workbench(
                store: store, embedders: EmbedderSet(embedder), chunker: chunker, signals: signals, reranker: reranker,
                embedder: embedder, writer: desk.writer, judge: desk.judge, entailment: entailment, logger: logger)
            let result = try await body(workbench)
            await client?.shutdown()
            await store.close()
            return result
        } catch {
            await client?.shutdown()
            await store.close()
            throw error
        }
    }

    /// Opens the data directory alone, for what needs no embedder; closes it whatever `body` does.
    static func withStore<Result>(
        _ dataOptions: DataOptions, verbose: Bool, body: (CommandStore) async throws -> Result
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
        guard let embedderURL, let embedderModel else {
            let embedder = try BERTEmbedder(ModelFiles.locate(folder: folder))
            var space = embedder.space
            space.queryPrefix = queryPrefix ?? space.queryPrefix
            space.passagePrefix = passagePrefix ?? space.passagePrefix
            return embedder.adapted(to: space) ?? embedder
        }
        guard let url = URL(string: embedderURL), url.host() != nil else {
            throw BylineError(
                "bad-embedder-url", "'\(embedderURL)' is not the address of an embedder.",
                remedy: "Give a base URL such as http://127.0.0.1:11434/v1.")
        }
        let configuration = RemoteEmbedderConfiguration(
            baseURL: url, model: embedderModel, dimension: embedderDimension,
            shortensVectors: embedderDimension != nil, apiKey: try Self.key(ProcessInfo.processInfo.environment),
            queryPrefix: queryPrefix ?? "", passagePrefix: passagePrefix ?? "")
        return try await RemoteEmbedder.connect(configuration, client: try HTTPClient(logger: logger))
    }

    /// Cuts by the encoder's own word pieces where their vocabulary is at hand, into chunks that the model reads whole.
    /// Beside a remote embedder it may not be; then words are counted.
    func chunker(beside embedder: any Embedder) throws -> Chunker {
        if let embedder = embedder as? BERTEmbedder {
            let prefix = embedder.tokenizer.count(embedder.space.passagePrefix)
            return try Self.chunker(embedder.tokenizer, limit: embedder.space.maximumTokens - prefix)
        }
        guard let tokenizer = try? ModelFiles.locate(folder: folder).tokenizer() else {
            return try Self.chunker(WordTokenizer())
        }
        return try Self.chunker(tokenizer)
    }

    private static func chunker(_ tokenizer: some ChunkTokenizer, limit: Int = .max) throws -> Chunker {
        let standard = Chunking(tokenizer: tokenizer.identifier)
        guard limit < standard.maximumTokens else { return try Chunker(tokenizer: tokenizer, chunking: standard) }
        let chunking = Chunking(
            tokenizer: tokenizer.identifier, maximumTokens: limit, overlapTokens: min(standard.overlapTokens, limit / 8)
        )
        return try Chunker(tokenizer: tokenizer, chunking: chunking)
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
