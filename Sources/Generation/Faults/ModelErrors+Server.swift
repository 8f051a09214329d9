import Corpus
import Foundation
import Transport

extension ModelErrors {
    private var subject: String { "\(configuration.name) at \(configuration.baseURL.withoutSecrets)" }

    /// A complaint of the server's as a person should read it.
    func error(
        _ complaint: ServerComplaint, head: HTTPResponseHead, retryAfter: Duration?, detail: String?
    ) -> BylineError {
        var (code, message, remedy, recovery) = sentences(complaint)
        switch head.headers["x-should-retry"]?.lowercased() {
        case "true" where recovery == .switchModel && complaint != .quota: recovery = .retry
        case "false" where recovery == .retry: recovery = .switchModel
        default: break
        }
        return make(
            code, "\(subject) \(message).", remedy: remedy, recovery, head: head,
            retryAfter: retryAfter, detail: detail)
    }

    func unavailable(head: HTTPResponseHead, retryAfter: Duration?, detail: String?) -> BylineError {
        error(.unavailable, head: head, retryAfter: retryAfter, detail: detail)
    }

    private func sentences(
        _ complaint: ServerComplaint
    ) -> (BylineError.Code, message: String, remedy: String, ModelRecovery) {
        switch complaint {
        case .rateLimit:
            (
                .modelRateLimited, "was asked too often", "Wait, or ask the provider for a higher limit.", .retry
            )
        case .quota:
            (.modelQuotaUsedUp, "has no quota left", "Check the plan and billing of the account.", .switchModel)
        case .key: (.modelKeyRejected, "refuses the key", keyRemedy, .switchModel)
        case .notFound:
            (
                .modelNotFound, "was not found",
                "Check the model's name, and that the base URL is everything before the protocol's own path.",
                .switchModel
            )
        case .context:
            (
                .modelContextExceeded, "takes only shorter prompts",
                "Ask with less evidence, or use a model with a larger context.", .switchModel
            )
        case .refused: (.modelRefused, "refuses to answer", Self.refusalRemedy, .switchModel)
        case .redirected:
            (
                .modelRedirected, "sends the request elsewhere, which is not followed",
                "Use the base URL that the server finally means, often with https.", .switchModel
            )
        case .unavailable:
            (.modelUnavailable, "failed", "Try again later; if it stays, read the server's log.", .retry)
        case .request:
            (
                .modelRequestRefused, "refused the request",
                "Check the model's name, and whether a parameter must be left out by a quirk.", .switchModel
            )
        }
    }

    private var keyRemedy: String {
        guard let key = configuration.key.secret else {
            return "Name the variable or file with the key: key_env or key_file."
        }
        return "Check the key in \(key.origin), when it expires, and what it is allowed to do."
    }

    // MARK: Requests

    /// Refuses what no server would take; returns the schema, parsed.
    func check(_ request: ModelRequest, _ capabilities: ModelCapabilities) throws -> [String: Any]? {
        guard !request.conversation.isEmpty else { throw invalid("has no message but the system's", .giveUp) }
        guard request.messages.allSatisfy({ !$0.text.isEmpty }) else { throw invalid("has an empty message", .giveUp) }
        guard request.maximumTokens > 0 else { throw invalid("allows no token of an answer", .giveUp) }
        guard request.stop.count <= 4, request.stop.allSatisfy({ !$0.isEmpty }) else {
            throw invalid("has more than four stop texts, or an empty one", .giveUp)
        }
        if let temperature = request.temperature, !(0...2).contains(temperature) {
            throw invalid("has a temperature outside of 0 to 2", .giveUp)
        }
        guard let schema = request.schema else { return nil }
        guard capabilities.followsSchemas else {
            throw invalid("has a schema, which the model does not follow", .switchModel)
        }
        guard !schema.name.isEmpty, schema.name.utf8.count <= 64, schema.name.utf8.allSatisfy(Self.isNameByte) else {
            throw invalid("has a schema whose name is not 1 to 64 of A-Z a-z 0-9 _ -", .giveUp)
        }
        let parsed = try? JSONSerialization.jsonObject(with: Data(schema.json.utf8))
        guard let object = parsed as? [String: Any] else {
            throw invalid("has a schema that is no JSON object", .giveUp)
        }
        return object
    }

    private func invalid(_ words: String, _ recovery: ModelRecovery) -> BylineError {
        make(
            .modelRequestInvalid, "The request to \(subject) \(words).", remedy: "Change the request.", recovery)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x5f, 0x2d: true
        default: false
        }
    }
}

extension Duration {
    /// `200 milliseconds`, `1.5 seconds`: the same in every locale.
    var inWords: String {
        let milliseconds = Int((self / .milliseconds(1)).rounded())
        if milliseconds < 1_000 { return "\(milliseconds) milliseconds" }
        if milliseconds == 1_000 { return "1 second" }
        return milliseconds.isMultiple(of: 1_000)
            ? "\(milliseconds / 1_000) seconds" : "\(Double(milliseconds) / 1_000) seconds"
    }
}
