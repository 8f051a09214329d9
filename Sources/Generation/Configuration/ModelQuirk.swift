/// A way in which a server deviates from its protocol, or in which a model refuses a parameter.
public enum ModelQuirk: String, Sendable, Hashable, CaseIterable {
    /// The key goes into the header `api-key`, as with Azure.
    case apiKeyHeader = "api-key-header"
    /// The limit of tokens is called `max_tokens`, as before OpenAI renamed it.
    case maxTokens = "max-tokens"
    /// The seed is called `random_seed`, as with Mistral.
    case randomSeed = "random-seed"
    /// There is no seed.
    case noSeed = "no-seed"
    /// There is no temperature, as with models that think.
    case noTemperature = "no-temperature"
    /// There are no stop texts.
    case noStop = "no-stop"
    /// There is no `stream_options`, and so perhaps no usage.
    case noUsage = "no-usage"
    /// The model cannot be bound to a JSON schema.
    case noSchema = "no-schema"
    /// A stream may end without `[DONE]`.
    case noEndMarker = "no-end-marker"
}
