/// A language model somewhere: messages in, a stream of text out.
///
/// One call is one attempt: it neither retries nor caches nor counts money, which ``GuardedModel`` does around it. Every
/// implementation passes the suite `LanguageModelConformance`.
public protocol LanguageModel: Sendable {
    /// Who it is, in logs, traces, budgets and errors.
    var name: ModelName { get }

    /// What it can be asked for.
    var capabilities: ModelCapabilities { get }

    /// What decides the answer beside the request: where the model is and how it is asked, without secrets. Two models
    /// with the same fingerprint share cached calls.
    var fingerprint: String { get }

    /// Sends the request, and hands over the answer's text piece by piece as it comes, until the model has ended.
    ///
    /// `onText` gets pieces that are never empty, one after the other; the next one is read when it returns, so a slow reader
    /// holds the server back, and the time that it takes counts for no deadline but the whole one. What `onText` throws ends
    /// the call and is thrown on. When the task is cancelled, the connection is closed at once.
    ///
    /// The model's own deadlines hold in any case; `deadline` is the caller's for the whole call, where it is earlier.
    ///
    /// - Throws: a `BylineError` whose ``Corpus/BylineError/modelFault`` says what to do about it; `CancellationError`. Text that
    ///   was handed over before an error is not an answer.
    func complete(
        _ request: ModelRequest, by deadline: ContinuousClock.Instant?, onText: (String) async throws -> Void
    ) async throws -> ModelCompletion
}

/// Who a model is: the provider that serves it, and its name there. Printed as `openai:gpt-5-mini`.
public struct ModelName: Sendable, Hashable, Codable, CustomStringConvertible {
    /// A stable word: `openai`, `anthropic`, `ollama`, …
    public var provider: String
    /// As the provider wants it in a request.
    public var model: String

    /// A name of these parts.
    public init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    /// `provider:model`.
    public var description: String { "\(provider):\(model)" }
}

/// What a model can be asked for.
public struct ModelCapabilities: Sendable, Hashable {
    /// Whether a ``ModelRequest/schema`` binds the model; where not, asking with one is refused with
    /// `model-request-invalid`.
    public var followsSchemas: Bool
    /// Tokens of prompt and answer together; nil where it is not known.
    public var maximumContext: Int?
    /// Tokens of a prompt that it should be asked with at most; nil where only the context bounds them.
    public var maximumPrompt: Int?

    /// Capabilities of these parts.
    public init(followsSchemas: Bool, maximumContext: Int? = nil, maximumPrompt: Int? = nil) {
        self.followsSchemas = followsSchemas
        self.maximumContext = maximumContext
        self.maximumPrompt = maximumPrompt
    }

    /// Tokens of prompt that leave room for an answer of so many; nil where neither bound is known.
    public func promptTokens(leaving answer: Int) -> Int? {
        [maximumContext.map { max(0, $0 - answer) }, maximumPrompt].compactMap(\.self).min()
    }
}
