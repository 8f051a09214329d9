import Foundation

/// Writes answers and errors in the three protocols, as their official clients read them.
struct ModelFraming {
    let request: ScriptedModelRequest
    let reply: ScriptedReply

    private var model: String { reply.model ?? request.model }
    private var promptTokens: Int { max(1, request.prompt.utf8.count / 4) }

    // MARK: Streams

    /// What comes before the text.
    var opening: [String] {
        switch request.dialect {
        case .chat: [chunk(delta: ["role": "assistant", "content": ""])]
        case .anthropic:
            [
                event("message_start", ["message": message(content: [], stop: nil, answerTokens: 1)]),
                event(
                    "content_block_start",
                    ["index": 0, "content_block": ["type": "text", "text": ""] as [String: Any]]),
                event("ping", [:]),
            ]
        case .gemini: []
        }
    }

    /// One piece of the text.
    func piece(_ text: String) -> String {
        switch request.dialect {
        case .chat: chunk(delta: ["content": text])
        case .anthropic:
            event(
                "content_block_delta",
                ["index": 0, "delta": ["type": "text_delta", "text": text] as [String: Any]])
        case .gemini: data(geminiResponse(parts: [["text": text]], finish: nil))
        }
    }

    /// What says why it stops, with the usage, before the end marker.
    var closing: [String] {
        switch request.dialect {
        case .chat:
            [chunk(delta: [:], finish: finishWord)]
                + (request.wantsUsage ? [data(chatChunk(choices: [], usage: chatUsage))] : [])
        case .anthropic:
            [
                event("content_block_stop", ["index": 0]),
                event(
                    "message_delta",
                    [
                        "delta": ["stop_reason": finishWord, "stop_sequence": NSNull()] as [String: Any],
                        "usage": ["output_tokens": reply.pieces.count],
                    ]),
            ]
        case .gemini: [data(geminiResponse(parts: [["text": ""]], finish: finishWord))]
        }
    }

    /// The end marker; nothing where there is none.
    var end: [String] {
        switch request.dialect {
        case .chat: ["data: [DONE]\n\n"]
        case .anthropic: [event("message_stop", [:])]
        case .gemini: []
        }
    }

    /// A call of a tool that nobody offered.
    var toolCall: [String] {
        switch request.dialect {
        case .chat:
            let call: [String: Any] = [
                "index": 0, "id": "call_1", "type": "function",
                "function": ["name": "search", "arguments": "{}"],
            ]
            return [chunk(delta: ["tool_calls": [call]])]
        case .anthropic:
            let block: [String: Any] = [
                "type": "tool_use", "id": "toolu_1", "name": "search", "input": [:] as [String: Any],
            ]
            return [event("content_block_start", ["index": 1, "content_block": block])]
        case .gemini:
            let part: [String: Any] = [
                "functionCall": ["name": "search", "args": [:] as [String: Any]] as [String: Any]
            ]
            return [data(geminiResponse(parts: [part], finish: nil))]
        }
    }

    /// An error in the place of an event.
    func errorEvent(_ status: Int, _ type: String, _ words: String) -> String {
        let text = error(status, type, words)
        return request.dialect == .anthropic ? "event: error\ndata: \(text)\n\n" : "data: \(text)\n\n"
    }

    // MARK: Bodies

    /// The answer in one piece, for requests without a stream.
    var whole: String {
        switch request.dialect {
        case .chat:
            let message: [String: Any] = ["role": "assistant", "content": reply.text, "refusal": NSNull()]
            let choice: [String: Any] = ["index": 0, "message": message, "finish_reason": finishWord]
            return json([
                "id": "chatcmpl-1", "object": "chat.completion", "created": 1_760_000_000, "model": model,
                "choices": [choice], "usage": chatUsage,
            ])
        case .anthropic:
            let content: [[String: Any]] = [["type": "text", "text": reply.text]]
            return json(message(content: content, stop: finishWord, answerTokens: reply.pieces.count))
        case .gemini: return json(geminiResponse(parts: [["text": reply.text]], finish: finishWord))
        }
    }

    /// The body of an error.
    func error(_ status: Int, _ type: String, _ words: String) -> String {
        switch request.dialect {
        case .chat: json(["error": ["message": words, "type": type, "param": NSNull(), "code": type] as [String: Any]])
        case .anthropic:
            json(["type": "error", "error": ["type": type, "message": words], "request_id": "req_scripted"])
        case .gemini:
            json(["error": ["code": status, "message": words, "status": type.uppercased()] as [String: Any]])
        }
    }

    // MARK: Parts

    private var finishWord: String {
        switch (request.dialect, reply.finish) {
        case (.chat, .stop): "stop"
        case (.chat, .length): "length"
        case (.chat, .contentFilter): "content_filter"
        case (.chat, .toolCall): "tool_calls"
        case (.anthropic, .stop): "end_turn"
        case (.anthropic, .length): "max_tokens"
        case (.anthropic, .contentFilter): "refusal"
        case (.anthropic, .toolCall): "tool_use"
        case (.gemini, .stop): "STOP"
        case (.gemini, .length): "MAX_TOKENS"
        case (.gemini, .contentFilter): "SAFETY"
        case (.gemini, .toolCall): "UNEXPECTED_TOOL_CALL"
        }
    }

    private var chatUsage: [String: Any] {
        [
            "prompt_tokens": promptTokens, "completion_tokens": reply.pieces.count,
            "total_tokens": promptTokens + reply.pieces.count,
        ]
    }

    private func chunk(delta: [String: Any], finish: String? = nil) -> String {
        let choice: [String: Any] = ["index": 0, "delta": delta, "finish_reason": finish ?? NSNull()]
        return data(chatChunk(choices: [choice], usage: nil))
    }

    private func chatChunk(choices: [[String: Any]], usage: [String: Any]?) -> [String: Any] {
        [
            "id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1_760_000_000, "model": model,
            "choices": choices, "usage": usage ?? NSNull(),
        ]
    }

    private func message(content: [[String: Any]], stop: String?, answerTokens: Int) -> [String: Any] {
        [
            "id": "msg_1", "type": "message", "role": "assistant", "model": model, "content": content,
            "stop_reason": stop ?? NSNull(), "stop_sequence": NSNull(),
            "usage": ["input_tokens": promptTokens, "output_tokens": answerTokens],
        ]
    }

    private func geminiResponse(parts: [[String: Any]], finish: String?) -> [String: Any] {
        var candidate: [String: Any] = ["index": 0, "content": ["role": "model", "parts": parts] as [String: Any]]
        if let finish { candidate["finishReason"] = finish }
        return [
            "candidates": [candidate], "modelVersion": model, "responseId": "resp_1",
            "usageMetadata": [
                "promptTokenCount": promptTokens, "candidatesTokenCount": reply.pieces.count,
                "totalTokenCount": promptTokens + reply.pieces.count,
            ],
        ]
    }

    private func event(_ name: String, _ members: [String: Any]) -> String {
        "event: \(name)\n" + data(members.merging(["type": name]) { $1 })
    }

    private func data(_ object: [String: Any]) -> String { "data: \(json(object))\n\n" }

    private func json(_ object: [String: Any]) -> String {
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
        return data.map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}
