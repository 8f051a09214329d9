import Corpus

/// A finished call of a ``GuardedModel``: its outcome, and all that happened, for the trace.
public struct ModelCall: Sendable {
    /// The completion, or why there is none: a `BylineError` with a ``ModelFault``, `CancellationError`, or what the reader of the text
    /// threw.
    public var outcome: Result<ModelCompletion, any Error>
    /// What happened on the way.
    public var report: ModelCallReport

    /// A call of these parts.
    public init(outcome: Result<ModelCompletion, any Error>, report: ModelCallReport) {
        self.outcome = outcome
        self.report = report
    }
}

/// What happened in a call: without prompts, texts and keys.
public struct ModelCallReport: Sendable, Hashable, Codable {
    /// One request to the server.
    public struct Attempt: Sendable, Hashable, Codable {
        /// Waited before it, in seconds; 0 before the first.
        public var pause: Double
        /// From sending to the first piece of text, in seconds; nil where none came.
        public var firstText: Double?
        /// From sending to the end, in seconds.
        public var duration: Double
        /// The code of its error; nil where it succeeded; `cancelled` and `reader` for what was not the model's fault.
        public var error: String?
        /// HTTP's, where the error has one.
        public var status: Int?
        /// The provider's.
        public var requestID: String?
    }

    /// `provider:model`.
    public var model: String
    /// In their order; empty for a cached call, an open breaker and an exceeded budget.
    public var attempts: [Attempt] = []
    /// The breaker's state when the call began.
    public var breaker: CircuitBreaker.State
    /// The breaker's state when it had ended.
    public var breakerAfter: CircuitBreaker.State
    /// Whether the text came from the cache.
    public var isCached = false
    /// Tokens of all attempts; estimated where ``isUsageEstimated``. Zero for a cached call.
    public var usage = ModelUsage(promptTokens: 0, answerTokens: 0)
    /// Whether a part of `usage` is an estimate, because a server did not say.
    public var isUsageEstimated = false
    /// By the price table; zero without prices.
    public var cost = ModelCost.zero
    /// From the call to the first piece of text, in seconds; nil where none came.
    public var firstText: Double?
    /// From the call to its end, in seconds.
    public var duration: Double = 0
    /// The code of the error that the call ended with; nil where it succeeded.
    public var error: String?
    /// As the server named it.
    public var reportedModel: String?

    /// The report of a call that begins.
    public init(model: ModelName, breaker: CircuitBreaker.State) {
        self.model = model.description
        self.breaker = breaker
        breakerAfter = breaker
    }
}
