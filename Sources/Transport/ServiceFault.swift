public import Foundation

/// What the body of an error says, in any of the forms that model servers use.
///
/// Read are OpenAI's and llama.cpp's `{"error":{"message","type","code"}}` (a numeric code too), Ollama's and
/// text-embeddings-inference's `{"error":"…","error_type"}`, the flat `{"object":"error","message",…}` of Mistral and older
/// vLLM, `{"detail":"…"}` or a list of `{"msg"}` as FastAPI writes, and problem details, RFC 9457.
public struct ServiceFault: Sendable, Hashable {
    /// The server's sentence, at most 500 characters, without control characters.
    public var message: String
    /// The kind, as the server names it: `invalid_request_error`.
    public var type: String?
    /// `insufficient_quota`, `context_length_exceeded`, or a number.
    public var code: String?

    /// A fault of these parts.
    public init(message: String, type: String? = nil, code: String? = nil) {
        self.message = message
        self.type = type
        self.code = code
    }

    /// Reads a body of at most 1 MiB; nil where it is none of those forms.
    public init?(_ body: Data) {
        guard body.count <= 1 << 20, let parsed = try? JSONSerialization.jsonObject(with: body) else { return nil }
        // Gemini's OpenAI endpoint wraps its error in an array.
        guard let object = (parsed as? [Any])?.first as? [String: Any] ?? parsed as? [String: Any] else { return nil }
        let inner = object["error"] as? [String: Any] ?? object
        let texts = [inner["message"], object["error"], inner["detail"], inner["title"]]
        guard let message = texts.lazy.compactMap({ Self.text($0) }).first ?? Self.validation(inner["detail"]) else {
            return nil
        }
        self.message = Self.printable(message)
        // Google's `status` is a word; that of problem details is a number, and says nothing new.
        type = (Self.text(inner["type"]) ?? Self.text(object["error_type"]) ?? inner["status"] as? String)
            .map(Self.printable)
        code = Self.text(inner["code"]).map(Self.printable)
    }

    /// Whether asking again is useless until somebody pays.
    public var isQuotaUsedUp: Bool { code == "insufficient_quota" || type == "insufficient_quota" }

    private static func text(_ value: Any?) -> String? {
        switch value {
        case let text as String: text.isEmpty ? nil : text
        case let number as Int: String(number)
        default: nil
        }
    }

    private static func validation(_ detail: Any?) -> String? {
        let messages = (detail as? [[String: Any]])?.compactMap { $0["msg"] as? String } ?? []
        return messages.isEmpty ? nil : messages.joined(separator: "; ")
    }

    /// At most 500 characters, without control characters.
    package static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(500).map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}
