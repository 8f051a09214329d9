public import Corpus

/// What a caller does about an error of a model.
public enum ModelRecovery: String, Sendable, Hashable, Codable {
    /// The same request may succeed at the same model soon.
    case retry
    /// Not at this model, but perhaps at another.
    case switchModel
    /// The request itself is at fault; no model will take it.
    case giveUp
}

/// What is known of a failed call beside its sentence: the cause of every `BylineError` of this module.
public struct ModelFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// What to do about it.
    public var recovery: ModelRecovery
    /// The pause that the server asks for.
    public var retryAfter: Duration?
    /// HTTP's; nil where there was no answer.
    public var status: Int?
    /// By which the provider finds the call in its logs.
    public var requestID: String?
    /// The server's own words, at most 500 characters, without the key where it echoes it; the code of the transport's error where
    /// there are none.
    public var detail: String?

    /// A fault of these parts.
    public init(
        _ recovery: ModelRecovery, retryAfter: Duration? = nil, status: Int? = nil, requestID: String? = nil,
        detail: String? = nil
    ) {
        self.recovery = recovery
        self.retryAfter = retryAfter
        self.status = status
        self.requestID = requestID
        self.detail = detail
    }

    /// `status 503: overloaded; request req_1`.
    public var description: String {
        let answer = [status.map { "status \($0)" }, detail].compactMap(\.self).joined(separator: ": ")
        let parts = [answer.isEmpty ? nil : answer, requestID.map { "request \($0)" }].compactMap(\.self)
        return parts.isEmpty ? "no answer" : parts.joined(separator: "; ")
    }
}

extension BylineError {
    /// What is known of a model's failed call; nil for errors that are not of a model.
    public var modelFault: ModelFault? { cause as? ModelFault }
}

extension BylineError.Code {
    /// The server cannot be reached, or fails (5xx, overload).
    public static let modelUnavailable: Self = "model-unavailable"
    /// Too many requests for now; ``ModelFault/retryAfter`` where the server says how long.
    public static let modelRateLimited: Self = "model-rate-limited"
    /// The account has no money or quota left.
    public static let modelQuotaUsedUp: Self = "model-quota-used-up"
    /// The key is wrong, expired, or not allowed to use the model.
    public static let modelKeyRejected: Self = "model-key-rejected"
    /// A key is configured, but not to be found. Nothing was sent.
    public static let modelKeyMissing: Self = "model-key-missing"
    /// No such model, or no such path.
    public static let modelNotFound: Self = "model-not-found"
    /// Another model answered than the configuration insists on.
    public static let modelMismatch: Self = "model-mismatch"
    /// The server refused the request for another reason.
    public static let modelRequestRefused: Self = "model-request-refused"
    /// The request asks for what no model, or not this one, can be asked for. Nothing was sent.
    public static let modelRequestInvalid: Self = "model-request-invalid"
    /// The server sends the request elsewhere, which is not followed.
    public static let modelRedirected: Self = "model-redirected"
    /// Prompt and answer are longer than the model's context.
    public static let modelContextExceeded: Self = "model-context-exceeded"
    /// What came is not what the protocol says.
    public static let modelAnswerMalformed: Self = "model-answer-malformed"
    /// The stream ended before its end marker.
    public static let modelTruncated: Self = "model-truncated"
    /// More bytes than the configuration allows.
    public static let modelResponseTooLarge: Self = "model-response-too-large"
    /// The model ended properly without a word.
    public static let modelAnswerEmpty: Self = "model-answer-empty"
    /// The answer's limit of tokens was reached before a word, or inside an answer with a schema.
    public static let modelLength: Self = "model-length"
    /// The model, or a filter of content before or behind it, refuses; what was handed over is not an answer.
    public static let modelRefused: Self = "model-refused"
    /// The model wants to call a tool, where none was offered.
    public static let modelToolCall: Self = "model-tool-call"
    /// No connection within its deadline.
    public static let modelTooSlowConnect: Self = "model-too-slow-connect"
    /// No text within its deadline.
    public static let modelTooSlowFirstToken: Self = "model-too-slow-first-token"
    /// A pause between two pieces of text beyond its deadline.
    public static let modelTooSlowGap: Self = "model-too-slow-gap"
    /// The whole call, retries included, took longer than its deadline.
    public static let modelTooSlowWhole: Self = "model-too-slow-whole"
    /// The breaker of this provider is open: it failed too often of late, and is left alone for a while.
    public static let modelCircuitOpen: Self = "model-circuit-open"
    /// A budget of tokens or cost does not allow the call. Nothing was sent.
    public static let modelBudgetExceeded: Self = "model-budget-exceeded"
}
