import Foundation
import Transport

/// What a server's error means, in the terms of all providers.
enum ServerComplaint: Equatable {
    case rateLimit, quota, key, notFound, context, refused, redirected, unavailable
    /// It does not like the request, for another reason.
    case request

    /// Judges by the status and by what the body says; the body wins where servers misuse the status.
    init(status: Int, fault: ServiceFault?) {
        let words = [fault?.code, fault?.type].compactMap { $0?.lowercased() }
        let message = fault?.message.lowercased() ?? ""
        func says(_ some: String...) -> Bool { some.contains { words.contains($0) } }
        func mentions(_ some: String...) -> Bool { some.contains { message.contains($0) } }

        if status == 402 || fault?.isQuotaUsedUp == true || says("billing_error") {
            self = .quota
        } else if says("content_filter", "content_policy_violation", "responsibleaipolicyviolation") {
            self = .refused
        } else if status == 401 || says("authentication_error", "invalid_api_key", "unauthenticated")
            || (status == 400 && mentions("api key not valid", "api key expired", "incorrect api key"))
        {
            self = .key
        } else if status == 429 || says("rate_limit_error", "rate_limit_exceeded", "resource_exhausted") {
            self = .rateLimit
        } else if status == 413 || says("context_length_exceeded", "exceed_context_size_error", "request_too_large")
            || ((400..<500).contains(status) || fault != nil) && Self.isAboutLength(message)
        {
            self = .context
        } else if status == 403 || says("permission_error", "permission_denied") {
            self = .key
        } else if status == 404 || status == 405 || says("not_found_error", "model_not_found", "not_found") {
            self = .notFound
        } else if status >= 500 || [408, 409, 425].contains(status) {
            self = status == 501 || status == 505 ? .request : .unavailable
        } else if (300..<400).contains(status) {
            self = .redirected
        } else {
            self = .request
        }
    }

    private static func isAboutLength(_ message: String) -> Bool {
        [
            "context length", "context size", "maximum context", "context window", "prompt is too long",
            "exceeds the maximum number of tokens", "input token count", "too many tokens", "input is too long",
        ].contains { message.contains($0) }
    }
}

/// The pause that Google's servers ask for in the body of an error, as `google.rpc.RetryInfo`.
enum RetryInfo {
    static func pause(in body: Data) -> Duration? {
        guard body.count <= 1 << 20, let parsed = try? JSONSerialization.jsonObject(with: body) else { return nil }
        guard let object = (parsed as? [Any])?.first as? [String: Any] ?? parsed as? [String: Any],
            let error = object["error"] as? [String: Any], let details = error["details"] as? [[String: Any]]
        else { return nil }
        let delays = details.compactMap { $0["retryDelay"] as? String }
        guard let text = delays.first, text.hasSuffix("s"), let seconds = Double(text.dropLast()), seconds.isFinite,
            seconds >= 0
        else { return nil }
        return .seconds(min(seconds, 31_536_000))
    }
}
