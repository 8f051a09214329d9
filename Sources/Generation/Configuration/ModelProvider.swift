public import Foundation

/// A kind of server that serves language models. A new one is a line in ``all``, and a ``WireProtocol`` where it speaks one of
/// its own.
public struct ModelProvider: Sendable, Hashable {
    /// As it stands in a configuration: `openai`.
    public let name: String
    /// Where it is unless told otherwise; nil where everybody has an address of their own.
    public let baseURL: URL?
    /// Whether it refuses who has no key.
    public let needsKey: Bool
    /// How its servers deviate from the protocol.
    public let quirks: Set<ModelQuirk>
    /// How long its servers may take unless the configuration says otherwise.
    public let deadlines: ModelDeadlines
    /// Tokens of prompt and answer together that its servers take unless told otherwise; nil where they refuse what is too long.
    public let maximumContext: Int?
    let wire: any WireProtocol

    init(
        _ name: String, _ wire: any WireProtocol = ChatCompletions(), at baseURL: String? = nil, needsKey: Bool = false,
        quirks: Set<ModelQuirk> = [], deadlines: ModelDeadlines = ModelDeadlines(), maximumContext: Int? = nil
    ) {
        self.name = name
        self.wire = wire
        self.baseURL = baseURL.flatMap { URL(string: $0) }
        self.needsKey = needsKey
        self.quirks = quirks
        self.deadlines = deadlines
        self.maximumContext = maximumContext
    }

    /// All of them, in the order in which a person would look for them.
    public static let all = [
        ModelProvider("openai", at: "https://api.openai.com/v1", needsKey: true),
        ModelProvider("anthropic", AnthropicMessages(), at: "https://api.anthropic.com/v1", needsKey: true),
        ModelProvider(
            "gemini", GeminiContent(), at: "https://generativelanguage.googleapis.com/v1beta", needsKey: true),
        ModelProvider("azure", needsKey: true, quirks: [.apiKeyHeader]),
        ModelProvider(
            "mistral", at: "https://api.mistral.ai/v1", needsKey: true, quirks: [.maxTokens, .randomSeed, .noUsage]),
        ModelProvider(
            "deepseek", at: "https://api.deepseek.com/v1", needsKey: true, quirks: [.maxTokens, .noSeed, .noSchema]),
        ModelProvider("openrouter", at: "https://openrouter.ai/api/v1", needsKey: true, quirks: [.maxTokens]),
        ModelProvider(
            "perplexity", at: "https://api.perplexity.ai", needsKey: true,
            quirks: [.maxTokens, .noSeed, .noStop, .noUsage, .noEndMarker]),
        // Cuts the beginning off a prompt that is too long, the rules first, and does not say so.
        ModelProvider(
            "ollama", at: "http://127.0.0.1:11434/v1", quirks: [.maxTokens], deadlines: .local, maximumContext: 4_096),
        ModelProvider("llama.cpp", at: "http://127.0.0.1:8080/v1", quirks: [.maxTokens], deadlines: .local),
        ModelProvider("vllm", at: "http://127.0.0.1:8000/v1", quirks: [.maxTokens], deadlines: .local),
        ModelProvider("lm-studio", at: "http://127.0.0.1:1234/v1", quirks: [.maxTokens], deadlines: .local),
        ModelProvider("openai-compatible", quirks: [.maxTokens]),
    ]

    /// The provider of that name.
    public static func named(_ name: String) -> ModelProvider? { all.first { $0.name == name } }

    /// Providers are told apart by their names.
    public static func == (one: ModelProvider, other: ModelProvider) -> Bool { one.name == other.name }

    /// By the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
