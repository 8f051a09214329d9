public import Foundation
public import Transport

/// Where a remote embedder is, and how it wants to be asked.
public struct RemoteEmbedderConfiguration: Sendable {
    /// Everything before `/embeddings`: `https://api.openai.com/v1`, `http://127.0.0.1:11434/v1` for Ollama. A query, as
    /// Azure wants it, is kept.
    public var baseURL: URL
    /// The model's name at that server.
    public var model: String
    /// Components of a vector; nil: ``RemoteEmbedder/connect(_:client:)`` asks.
    public var dimension: Int?
    /// Sends `dimension` as `dimensions`, for models that can shorten their vectors (OpenAI's third generation).
    public var shortensVectors: Bool
    /// Sent as `Authorization: Bearer`; nil: none, as local servers have it.
    public var apiKey: Secret?
    /// Stands before a question, as the model wants it.
    public var queryPrefix: String
    /// Stands before a passage, as the model wants it.
    public var passagePrefix: String
    /// Puts a passage together from `{title}` and `{text}`; without a title it is the text alone.
    public var template: String
    /// What the model reads of a text at most, in its tokens. A part of the space's identity; the server cuts or refuses
    /// what is longer.
    public var maximumTokens: Int
    /// Whether vectors are brought to length 1.
    public var normalised: Bool
    /// Primary language subtags (BCP 47) that the model was trained for; nil where that is not known.
    public var trainedLanguages: Set<String>?
    /// Texts of one request. text-embeddings-inference refuses more than 32 unless told otherwise; OpenAI takes 2048.
    public var batchSize: Int
    /// Unicode scalars of one request's texts together; a single longer text is sent alone. OpenAI takes 300,000 tokens.
    public var batchCharacters: Int
    /// Requests under way at once.
    public var concurrency: Int
    /// Of each request.
    public var timeouts: HTTPTimeouts
    /// When a request is sent again.
    public var retries: RetryPolicy
    /// The proxy to go through.
    public var proxy: HTTPProxy
    /// A PEM file with the authorities to trust instead of the system's.
    public var certificateAuthorities: URL?

    /// The defaults fit a local server; no key, no prefixes.
    public init(
        baseURL: URL, model: String, dimension: Int? = nil, shortensVectors: Bool = false, apiKey: Secret? = nil,
        queryPrefix: String = "", passagePrefix: String = "", template: String = "{title}\n{text}",
        maximumTokens: Int = 8192, normalised: Bool = true, trainedLanguages: Set<String>? = nil,
        batchSize: Int = 32, batchCharacters: Int = 200_000,
        concurrency: Int = 2, timeouts: HTTPTimeouts = HTTPTimeouts(firstByte: .seconds(120), total: .seconds(300)),
        retries: RetryPolicy = RetryPolicy(), proxy: HTTPProxy = .environment, certificateAuthorities: URL? = nil
    ) {
        self.baseURL = baseURL
        self.model = model
        self.dimension = dimension
        self.shortensVectors = shortensVectors
        self.apiKey = apiKey
        self.queryPrefix = queryPrefix
        self.passagePrefix = passagePrefix
        self.template = template
        self.maximumTokens = maximumTokens
        self.normalised = normalised
        self.trainedLanguages = trainedLanguages
        self.batchSize = max(1, batchSize)
        self.batchCharacters = max(1, batchCharacters)
        self.concurrency = max(1, concurrency)
        self.timeouts = timeouts
        self.retries = retries
        self.proxy = proxy
        self.certificateAuthorities = certificateAuthorities
    }

    /// The address that is asked.
    var endpoint: URL {
        guard var parts = URLComponents(url: baseURL, resolvingAgainstBaseURL: true) else { return baseURL }
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        parts.path += "/embeddings"
        return parts.url ?? baseURL
    }

    /// The space of this embedder's vectors. Two servers' spaces differ even where the model's name is the same: nobody
    /// knows whether the weights are.
    func space(dimension: Int) -> EmbeddingSpace {
        EmbeddingSpace(
            model: model, weights: endpoint.withoutSecrets, dimension: dimension, pooling: .provider,
            normalised: normalised, queryPrefix: queryPrefix, passagePrefix: passagePrefix,
            maximumTokens: maximumTokens, template: template)
    }
}
