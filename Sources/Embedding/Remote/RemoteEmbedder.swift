import Corpus
import Foundation
public import Transport

/// Asks a server for vectors by `POST {base}/embeddings`, as OpenAI defined it and Ollama, text-embeddings-inference,
/// vLLM and llama.cpp serve it.
///
/// Texts go out in batches, a few at once, and are asked for again where the policy says so. The answers are checked:
/// every text has one vector, of the space's dimension and of numbers only. A text without a word in it, which OpenAI
/// refuses, is sent as ``emptyInput``; texts beyond the model's length are the server's to cut or to refuse. It sees no
/// token states, so passages get no sentence vectors.
public struct RemoteEmbedder: Embedder {
    /// Stands for a text that is empty or only white space.
    public static let emptyInput = "."

    /// Where the vectors belong; its weights are the endpoint's address.
    public let space: EmbeddingSpace
    /// What the configuration says: the interface does not tell.
    public var trainedLanguages: Set<String>? { configuration.trainedLanguages }
    private let configuration: RemoteEmbedderConfiguration
    private let client: HTTPClient
    private let clock: RetryClock

    /// Does not reach for the server.
    ///
    /// - Throws: `embedder-dimension-unknown` where the configuration does not name a dimension; ``connect(_:client:)`` would
    ///   ask for it.
    public init(
        _ configuration: RemoteEmbedderConfiguration, client: HTTPClient, clock: RetryClock = .system
    ) throws {
        guard let dimension = configuration.dimension, dimension > 0 else {
            throw BylineError(
                .embedderDimensionUnknown,
                "The dimension of the embedder \(configuration.model) at \(configuration.endpoint.withoutSecrets) is not known.",
                remedy: "Configure it as a positive number, or connect to the server first.")
        }
        self.init(configuration, dimension: dimension, client: client, clock: clock)
    }

    private init(
        _ configuration: RemoteEmbedderConfiguration, dimension: Int, client: HTTPClient, clock: RetryClock
    ) {
        self.configuration = configuration
        self.client = client
        self.clock = clock
        space = configuration.space(dimension: dimension)
    }

    /// An embedder whose server has answered once: with the configured dimension, or with one that is taken over where
    /// none is configured.
    public static func connect(
        _ configuration: RemoteEmbedderConfiguration, client: HTTPClient, clock: RetryClock = .system
    ) async throws -> RemoteEmbedder {
        let dimension = try await probe(configuration, client: client, clock: clock)
        return RemoteEmbedder(configuration, dimension: dimension, client: client, clock: clock)
    }

    /// Asks for the vector of one word, and returns its dimension.
    public static func probe(
        _ configuration: RemoteEmbedderConfiguration, client: HTTPClient, clock: RetryClock = .system
    ) async throws -> Int {
        let exchange = EmbeddingsExchange(configuration: configuration, dimension: configuration.dimension)
        return try await exchange.vectors(of: ["probe"], client: client, clock: clock)[0].count
    }

    /// The same model of the same server, with other prefixes or another template.
    public func adapted(to space: EmbeddingSpace) -> (any Embedder)? {
        var other = configuration
        other.queryPrefix = space.queryPrefix
        other.passagePrefix = space.passagePrefix
        other.template = space.template
        guard other.space(dimension: self.space.dimension) == space else { return nil }
        return RemoteEmbedder(other, dimension: space.dimension, client: client, clock: clock)
    }

    /// Encodes passages; `ceil(count / batchSize)` requests or more.
    public func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        let texts = passages.map { passage in
            let hasTitle = passage.title.contains { !$0.isWhitespace }
            let text =
                hasTitle ? Self.fill(space.template, title: passage.title, text: passage.text) : passage.text
            return space.passagePrefix + text
        }
        return try await vectors(of: texts).map { EmbeddedPassage(vector: $0, sentences: []) }
    }

    /// Encodes questions; `ceil(count / batchSize)` requests or more.
    public func embed(queries: [String]) async throws -> [[Float]] {
        try await vectors(of: queries.map { space.queryPrefix + $0 })
    }

    /// Fills both slots in one pass, so that a title which looks like a slot stays what it is.
    private static func fill(_ template: String, title: String, text: String) -> String {
        template.components(separatedBy: "{title}")
            .map { $0.replacingOccurrences(of: "{text}", with: text) }
            .joined(separator: title)
    }

    private func vectors(of texts: [String]) async throws -> [[Float]] {
        try Task.checkCancellation()
        let inputs = texts.map { $0.contains { !$0.isWhitespace } ? $0 : Self.emptyInput }
        let batches = TextBatches.ranges(
            lengths: inputs.map(\.unicodeScalars.count), count: configuration.batchSize,
            characters: configuration.batchCharacters)
        let exchange = EmbeddingsExchange(configuration: configuration, dimension: space.dimension)
        var vectors = [[Float]](repeating: [], count: texts.count)
        try await withThrowingTaskGroup(of: (Range<Int>, [[Float]]).self) { group in
            var waiting = batches.makeIterator()
            func startNext() {
                guard let range = waiting.next() else { return }
                group.addTask {
                    (range, try await exchange.vectors(of: Array(inputs[range]), client: client, clock: clock))
                }
            }
            for _ in 0..<configuration.concurrency { startNext() }
            while let (range, batch) = try await group.next() {
                vectors.replaceSubrange(range, with: batch)
                startNext()
            }
        }
        return vectors
    }
}
