/// What is asked of a model.
public struct ModelRequest: Sendable, Hashable, Codable {
    /// In their order; at least one that is not the system's.
    public var messages: [ModelMessage]
    /// The longest answer, in the model's tokens; with models that think, thoughts count.
    public var maximumTokens: Int
    /// 0 for the most likely words; nil: the server's own, as models want that refuse the parameter.
    public var temperature: Double?
    /// Makes sampling repeatable, as far as the server keeps that; not sent to servers without the parameter.
    public var seed: Int?
    /// Texts before which the answer ends; at most four, as OpenAI has it.
    public var stop: [String]
    /// The form that the whole answer must have; nil: free text.
    public var schema: ModelSchema?

    /// A request of these parts.
    public init(
        messages: [ModelMessage], maximumTokens: Int, temperature: Double? = 0, seed: Int? = nil, stop: [String] = [],
        schema: ModelSchema? = nil
    ) {
        self.messages = messages
        self.maximumTokens = maximumTokens
        self.temperature = temperature
        self.seed = seed
        self.stop = stop
        self.schema = schema
    }

    /// The tokens of a text of so many bytes, without any model's tokenizer: rather too many than too few. English has some four
    /// bytes to a token, other languages fewer.
    public static func tokens(ofBytes count: Int) -> Int { (count + 2) / 3 }
}

/// One message of a conversation.
public struct ModelMessage: Sendable, Hashable, Codable {
    /// Who speaks.
    public enum Role: String, Sendable, Hashable, Codable {
        /// The rules of the conversation; several are joined where a provider has place for one.
        case system
        case user
        /// The model itself, earlier.
        case assistant
    }

    /// Who speaks.
    public var role: Role
    /// Plain text; not empty.
    public var text: String

    /// A message of these parts.
    public init(_ role: Role, _ text: String) {
        self.role = role
        self.text = text
    }
}

/// A JSON schema that the answer must follow.
///
/// OpenAI's strict mode, the narrowest, wants `additionalProperties: false` and every property among `required`.
public struct ModelSchema: Sendable, Hashable, Codable {
    /// At most 64 of `A-Z a-z 0-9 _ -`.
    public var name: String
    /// The schema as JSON text: an object.
    public var json: String

    /// A schema of these parts.
    public init(name: String, json: String) {
        self.name = name
        self.json = json
    }
}
