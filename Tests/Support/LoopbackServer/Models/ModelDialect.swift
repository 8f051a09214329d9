import Foundation

/// The protocols of language models that ``ScriptedModelServer`` speaks.
public enum ModelDialect: String, Sendable, CaseIterable {
    /// OpenAI's chat completions.
    case chat
    /// Anthropic's Messages.
    case anthropic
    /// Google's `generateContent` and `streamGenerateContent`.
    case gemini

    /// The one that a request is in, by its path.
    init?(target: String) {
        let path = target.split(separator: "?").first.map(String.init) ?? target
        if path.hasSuffix("/chat/completions") {
            self = .chat
        } else if path.hasSuffix("/messages") {
            self = .anthropic
        } else if path.hasSuffix(":streamGenerateContent") || path.hasSuffix(":generateContent") {
            self = .gemini
        } else {
            return nil
        }
    }
}

/// A request for text as the server understood it.
public struct ScriptedModelRequest {
    /// The protocol.
    public let dialect: ModelDialect
    /// The model that is asked for.
    public let model: String
    /// The system's text, whole.
    public let system: String
    /// All other messages, in their order, by role (`user`, `assistant` or `model`).
    public let messages: [(role: String, text: String)]
    /// Whether a stream is wanted.
    public let isStreaming: Bool
    /// Whether a stream should tell the usage.
    public let wantsUsage: Bool
    /// Whether the answer must follow a JSON schema.
    public let hasSchema: Bool
    /// The limit of tokens.
    public let maximumTokens: Int?
    /// The whole body.
    public let body: [String: Any]
    /// As it came.
    public let received: ReceivedRequest

    /// All texts, joined: for scripts that answer by what the prompt says.
    public var prompt: String { ([system] + messages.map(\.text)).joined(separator: "\n") }

    init?(_ received: ReceivedRequest) {
        guard let dialect = ModelDialect(target: received.target),
            let body = try? JSONSerialization.jsonObject(with: received.body) as? [String: Any]
        else { return nil }
        self.dialect = dialect
        self.received = received
        self.body = body
        let settings = body["generationConfig"] as? [String: Any] ?? [:]
        switch dialect {
        case .chat, .anthropic:
            let all = (body["messages"] as? [[String: Any]] ?? []).map {
                (role: $0["role"] as? String ?? "", text: Self.text($0["content"]))
            }
            let isSystem = { (role: String) in role == "system" || role == "developer" }
            messages = all.filter { !isSystem($0.role) }
            system = (all.filter { isSystem($0.role) }.map(\.text) + [Self.text(body["system"])])
                .filter { !$0.isEmpty }.joined(separator: "\n")
            model = body["model"] as? String ?? ""
            isStreaming = body["stream"] as? Bool ?? false
        case .gemini:
            messages = (body["contents"] as? [[String: Any]] ?? []).map {
                (role: $0["role"] as? String ?? "user", text: Self.text($0["parts"]))
            }
            system = Self.text((body["systemInstruction"] as? [String: Any])?["parts"])
            let path = received.target.split(separator: "?")[0]
            model = path.split(separator: "/").last?.split(separator: ":").first.map(String.init) ?? ""
            isStreaming = received.target.contains(":streamGenerateContent")
        }
        wantsUsage = (body["stream_options"] as? [String: Any])?["include_usage"] as? Bool ?? false
        hasSchema =
            body["response_format"] != nil || body["output_config"] != nil || settings["responseJsonSchema"] != nil
        maximumTokens =
            (body["max_completion_tokens"] ?? body["max_tokens"] ?? settings["maxOutputTokens"]) as? Int
    }

    /// Of a text, or of a list of parts.
    private static func text(_ content: Any?) -> String {
        if let text = content as? String { return text }
        return (content as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }.joined()
    }
}
