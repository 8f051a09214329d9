import Crypto
import Foundation

/// All that decides which vector a text gets. Vectors of two spaces are never compared.
public struct EmbeddingSpace: Sendable, Hashable, Codable {
    /// How one vector is made of a text's token states.
    public enum Pooling: String, Sendable, Hashable, Codable {
        /// The mean of all token states.
        case mean
        /// The state of the first token.
        case cls
        /// Whatever a remote embedder does: it does not say.
        case provider
    }

    /// The model's usual name, for example `all-MiniLM-L6-v2`.
    public var model: String
    /// SHA-256 of the weights in hexadecimal; where they cannot be seen, the endpoint that serves them.
    public var weights: String
    /// Components of a vector.
    public var dimension: Int
    /// How token states become one vector.
    public var pooling: Pooling
    /// Whether vectors have the Euclidean length 1.
    public var normalised: Bool
    /// Stands before a question.
    public var queryPrefix: String
    /// Stands before a passage.
    public var passagePrefix: String
    /// Longer inputs are cut by the embedder; in tokens of the model, special ones included.
    public var maximumTokens: Int
    /// Puts a passage together from `{title}` and `{text}`.
    public var template: String

    /// Defaults are those of sentence-transformers' smaller models.
    public init(
        model: String, weights: String, dimension: Int, pooling: Pooling = .mean, normalised: Bool = true,
        queryPrefix: String = "", passagePrefix: String = "", maximumTokens: Int = 256,
        template: String = "{title}\n{text}"
    ) {
        self.model = model
        self.weights = weights
        self.dimension = dimension
        self.pooling = pooling
        self.normalised = normalised
        self.queryPrefix = queryPrefix
        self.passagePrefix = passagePrefix
        self.maximumTokens = maximumTokens
        self.template = template
    }

    /// The model's name and 12 hexadecimal digits over every field: `all-MiniLM-L6-v2@3f0c…`. Equal exactly when the
    /// spaces are.
    public var identifier: String {
        let fields = [
            model, weights, String(dimension), pooling.rawValue, String(normalised), queryPrefix, passagePrefix,
            String(maximumTokens), template,
        ]
        let text = fields.map { "\($0.utf8.count):\($0)" }.joined()
        let digest = SHA256.hash(data: Data(text.utf8))
        return "\(model)@" + digest.prefix(6).map { String(format: "%02x", $0) }.joined()
    }
}
