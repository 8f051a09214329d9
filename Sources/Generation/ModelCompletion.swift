/// How a model's answer ended. Its text has been handed over before.
public struct ModelCompletion: Sendable, Hashable, Codable {
    /// Why a model stopped. Refusals, content filters and calls of tools are errors and not among these.
    public enum FinishReason: Sendable, Hashable, Codable {
        /// It had said all, or came to a stop text.
        case stop
        /// ``ModelRequest/maximumTokens`` or the context was used up: the last sentence may be half of one. Never with a
        /// schema, where half an answer is none and `model-length` is thrown.
        case length
        /// A reason that this version does not know, in the provider's word.
        case other(String)
    }

    /// Why it stopped.
    public var finish: FinishReason
    /// What the provider counted; nil where it does not say.
    public var usage: ModelUsage?
    /// The model that answered, as the server reports it: often a dated variant of what was asked for; nil where it does
    /// not say.
    public var reportedModel: String?
    /// By which the provider finds the call in its logs.
    public var requestID: String?

    /// A completion of these parts.
    public init(
        finish: FinishReason, usage: ModelUsage? = nil, reportedModel: String? = nil, requestID: String? = nil
    ) {
        self.finish = finish
        self.usage = usage
        self.reportedModel = reportedModel
        self.requestID = requestID
    }
}

/// Tokens of one call.
public struct ModelUsage: Sendable, Hashable, Codable {
    /// Of the prompt, those that the provider had cached included.
    public var promptTokens: Int
    /// Of the answer, hidden thoughts included.
    public var answerTokens: Int

    /// A usage of these parts; numbers below 0 and above a million million, which no server means, are cut to that range.
    public init(promptTokens: Int, answerTokens: Int) {
        self.promptTokens = Self.count(promptTokens)
        self.answerTokens = Self.count(answerTokens)
    }

    /// A server's number in the range in which sums are sound.
    static func count(_ number: Int?) -> Int { min(max(number ?? 0, 0), 1_000_000_000_000) }

    /// All that are paid for.
    public var totalTokens: Int { promptTokens + answerTokens }
}
