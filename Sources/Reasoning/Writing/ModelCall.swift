/// One call of a language model, as a trace shows it. Holds no key and no address.
public struct ModelCall: Sendable, Hashable, Codable {
    /// The prompt template's name.
    public let prompt: String
    /// Its version.
    public let promptVersion: String
    /// As configured: `anthropic:claude-…`.
    public let model: String
    public let attempts: Int
    public let fromCache: Bool
    public let inputTokens: Int
    public let outputTokens: Int
    /// In the currency of the price table; nil where there is no price.
    public let cost: Double?
    public let milliseconds: Double
    /// How it ended: `stop`, `length`, … or an error's code.
    public let outcome: String

    public init(
        prompt: String, promptVersion: String, model: String, attempts: Int, fromCache: Bool, inputTokens: Int,
        outputTokens: Int, cost: Double?, milliseconds: Double, outcome: String
    ) {
        self.prompt = prompt
        self.promptVersion = promptVersion
        self.model = model
        self.attempts = attempts
        self.fromCache = fromCache
        self.inputTokens = inputTokens
        self.outputTokens = outputTokens
        self.cost = cost
        self.milliseconds = milliseconds
        self.outcome = outcome
    }
}
