public import Corpus
import Foundation
import Transport

extension BylineError.Code {
    /// No dimension is configured, and the server was not asked.
    public static let embedderDimensionUnknown: Self = "embedder-dimension-unknown"
    /// A vector has another number of components than the space.
    public static let embedderDimensionMismatch: Self = "embedder-dimension-mismatch"
    /// The answer is no list of embeddings, or not one for each text.
    public static let embedderAnswerInvalid: Self = "embedder-answer-invalid"
    /// The key is missing, wrong or not allowed to do this.
    public static let embedderUnauthorised: Self = "embedder-unauthorised"
    /// No such model, or no such path.
    public static let embedderNotFound: Self = "embedder-not-found"
    /// A text or a request is longer than the model or server takes.
    public static let embedderInputTooLong: Self = "embedder-input-too-long"
    /// Too many requests.
    public static let embedderRateLimited: Self = "embedder-rate-limited"
    /// The account has no money or quota left.
    public static let embedderQuotaUsedUp: Self = "embedder-quota-used-up"
    /// The server failed.
    public static let embedderUnavailable: Self = "embedder-unavailable"
    /// The server refused the request for another reason.
    public static let embedderRequestRefused: Self = "embedder-request-refused"
}

/// Tells what a status other than 200 means, and what to do about it.
struct RemoteEmbedderFault {
    let configuration: RemoteEmbedderConfiguration

    /// The error, in the words of the server as far as it has any. A key that it echoes is blackened.
    func error(for response: HTTPResponse) -> BylineError {
        let fault = ServiceFault(response.body)
        let (code, verb, remedy) = judgement(response.status, fault)
        let words = fault.map { ": " + $0.message } ?? ""
        let said = configuration.apiKey?.redacted(from: words) ?? words
        let endpoint = configuration.endpoint.withoutSecrets
        return BylineError(
            code, "The embedder \(configuration.model) at \(endpoint) \(verb) (status \(response.status)\(said)).",
            remedy: remedy)
    }

    private func judgement(
        _ status: Int, _ fault: ServiceFault?
    ) -> (code: BylineError.Code, verb: String, remedy: String) {
        if status == 402 || fault?.isQuotaUsedUp == true {
            return (.embedderQuotaUsedUp, "has no quota left", "Check the plan and billing of the account.")
        }
        if let fault, Self.isAboutBatch(fault) {
            return (
                .embedderRequestRefused, "takes fewer texts at once",
                "Lower the batch size, which is \(configuration.batchSize)."
            )
        }
        if status == 413 || fault.map(Self.isAboutLength) == true {
            return (
                .embedderInputTooLong, "takes only shorter texts",
                "Cut the articles into smaller chunks, or raise the limit of the server."
            )
        }
        switch status {
        case 401, 403: return (.embedderUnauthorised, "refused the key", keyRemedy)
        case 404, 405:
            return (
                .embedderNotFound, "was not found",
                "Check the model's name, and that the base URL ends before /embeddings, usually with /v1."
            )
        case 429:
            return (
                .embedderRateLimited, "was asked too often",
                "Wait, lower the concurrency, or ask the provider for a higher limit."
            )
        case 500...:
            return (.embedderUnavailable, "failed", "Try again later; if it stays, read the server's log.")
        case 300..<400:
            return (
                .embedderNotFound, "was redirected", "Use the base URL that the server finally means, often with https."
            )
        default:
            return (
                .embedderRequestRefused, "refused the request",
                "Check the model's name, whether it makes embeddings, and whether it takes `dimensions`."
            )
        }
    }

    private var keyRemedy: String {
        guard let key = configuration.apiKey else {
            return "Configure the environment variable that holds the key, for example OPENAI_API_KEY."
        }
        return "Check the key in \(key.origin), and what it is allowed to do."
    }

    private static func isAboutBatch(_ fault: ServiceFault) -> Bool {
        let message = fault.message.lowercased()
        // text-embeddings-inference: "batch size 33 > maximum allowed batch size 32"; llama.cpp's "physical batch size" is
        // a number of tokens.
        return message.contains("maximum allowed batch size") || message.contains("too many inputs")
            || message.contains("array too long") || fault.type == "array_above_max_length"
    }

    private static func isAboutLength(_ fault: ServiceFault) -> Bool {
        if fault.code == "context_length_exceeded" || fault.type == "exceed_context_size_error" { return true }
        let message = fault.message.lowercased()
        return [
            "context length", "context size", "maximum context", "too large to process", "must have less than",
            "exceeds maximum allowed token", "too many tokens", "input is too long", "max_tokens_per_request",
        ].contains { message.contains($0) }
    }
}
