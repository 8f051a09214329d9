public import Foundation
public import Transport

/// One model of a chain: where it is, how it is asked, and what it may take and cost.
public struct ModelConfiguration: Sendable {
    /// Who serves it, and in which protocol.
    public var provider: ModelProvider
    /// The model's name there.
    public var model: String
    /// Everything before the protocol's own path.
    public var baseURL: URL
    /// Where its key comes from, and the key if it was there.
    public var key: ModelKey
    /// How the server deviates, beside what its provider is known for.
    public var quirks: Set<ModelQuirk>
    /// The model that must answer, as the server reports it; nil: whichever does.
    public var expectedModel: String?
    /// Tokens of prompt and answer together; nil: not known.
    public var maximumContext: Int?
    /// Tokens of a prompt, where the server could take more but would be too slow; nil: as many as the context has room for.
    public var maximumPrompt: Int?
    /// How long each part of a call may take.
    public var deadlines: ModelDeadlines
    /// Of one answer on the wire, decompressed, with all framing.
    public var maximumResponseBytes: Int
    /// What its tokens cost.
    public var prices: ModelPrices
    /// What it may spend in a day.
    public var dailyBudget: ModelBudget
    /// When a call is made again.
    public var retries: RetryPolicy
    /// When its provider is left alone.
    public var breaker: CircuitBreaker.Rules
    /// The proxy to go through.
    public var proxy: HTTPProxy
    /// A PEM file with the authorities to trust instead of the system's.
    public var certificateAuthorities: URL?

    /// Context and deadlines are the provider's where they are nil; the other defaults suit a server across the internet.
    public init(
        provider: ModelProvider, model: String, baseURL: URL, key: ModelKey = .none, quirks: Set<ModelQuirk> = [],
        expectedModel: String? = nil, maximumContext: Int? = nil, maximumPrompt: Int? = nil,
        deadlines: ModelDeadlines? = nil,
        maximumResponseBytes: Int = 8 << 20, prices: ModelPrices = .free, dailyBudget: ModelBudget = .unlimited,
        retries: RetryPolicy = RetryPolicy(), breaker: CircuitBreaker.Rules = CircuitBreaker.Rules(),
        proxy: HTTPProxy = .environment, certificateAuthorities: URL? = nil
    ) {
        self.provider = provider
        self.model = model
        self.baseURL = baseURL
        self.key = key
        self.quirks = quirks
        self.expectedModel = expectedModel
        self.maximumContext = maximumContext ?? provider.maximumContext
        self.maximumPrompt = maximumPrompt
        self.deadlines = deadlines ?? provider.deadlines
        self.maximumResponseBytes = maximumResponseBytes
        self.prices = prices
        self.dailyBudget = dailyBudget
        self.retries = retries
        self.breaker = breaker
        self.proxy = proxy
        self.certificateAuthorities = certificateAuthorities
    }

    /// `provider:model`.
    public var name: ModelName { ModelName(provider: provider.name, model: model) }

    /// The provider's quirks and its own.
    var allQuirks: Set<ModelQuirk> { quirks.union(provider.quirks) }
}

/// How long each part of a call may take. Each has an error code of its own.
public struct ModelDeadlines: Sendable, Hashable {
    /// Name resolution, connection and TLS together.
    public var connect: Duration
    /// From the call to the first piece of text or thought.
    public var firstToken: Duration
    /// Between two pieces, while the reader waits. Heartbeats do not count as pieces.
    public var gap: Duration
    /// The whole call, with all that its reader does meanwhile.
    public var whole: Duration

    /// Deadlines of these parts.
    public init(
        connect: Duration = .seconds(5), firstToken: Duration = .seconds(30), gap: Duration = .seconds(15),
        whole: Duration = .seconds(120)
    ) {
        self.connect = connect
        self.firstToken = firstToken
        self.gap = gap
        self.whole = whole
    }
}

extension ModelDeadlines {
    /// Of a server on a machine of one's own: it loads the model when it is first asked, and may have no more than a processor to
    /// read some thousand tokens of evidence with.
    public static let local = ModelDeadlines(
        connect: .seconds(5), firstToken: .seconds(180), gap: .seconds(30), whole: .seconds(600))
}
