import Foundation

/// Reads the stream of Anthropic's Messages.
///
/// An event's kind is the `type` of its data. Events must come in the protocol's order:
///
///     message_start, (content_block_start, content_block_delta…, content_block_stop)…, message_delta, message_stop
struct AnthropicReader: AnswerReader {
    private(set) var ending = AnswerEnding()
    private(set) var isComplete = false
    private var hasStarted = false
    private var startedBlocks: Set<Int> = []
    private var openBlocks: Set<Int> = []

    var mayEnd: Bool { isComplete }

    mutating func read(_ event: ServerSentEvent) throws(AnswerFault) -> AnswerPart {
        let message = try AnswerJSON.decode(Event.self, event.data)
        switch message.type {
        case "message_start":
            guard !hasStarted else { throw .malformed("begins twice.") }
            hasStarted = true
            ending.model = message.message?.model
            take(message.message?.usage)
        case "content_block_start":
            guard hasStarted, let index = message.index, startedBlocks.insert(index).inserted else {
                throw .malformed("begins a block of content where none can begin.")
            }
            openBlocks.insert(index)
            return try part(of: message.content_block)
        case "content_block_delta":
            guard let index = message.index, openBlocks.contains(index) else {
                throw .malformed("adds to a block of content that is not open.")
            }
            return try part(of: message.delta)
        case "content_block_stop":
            if let index = message.index { openBlocks.remove(index) }
        case "message_delta":
            if let word = message.delta?.stop_reason { ending.finish = Self.finish(word) }
            take(message.usage)
        case "message_stop":
            guard ending.finish != nil else { throw .malformed("ends without saying why.") }
            isComplete = true
        case "error": throw .reported(event.data)
        default: break
        }
        return .nothing
    }

    mutating func read(whole body: Data) throws(AnswerFault) -> String {
        let message = try AnswerJSON.decode(Message.self, body)
        guard message.type == "message", let blocks = message.content else {
            guard message.type != "error" else { throw .reported(body) }
            throw .malformed("is JSON, but no message.")
        }
        ending.model = message.model
        take(message.usage)
        var text = ""
        for block in blocks { if case .text(let more) = try part(of: block) { text += more } }
        ending.finish = Self.finish(message.stop_reason ?? "end_turn")
        isComplete = true
        return text
    }

    private func part(of content: Content?) throws(AnswerFault) -> AnswerPart {
        switch content?.type {
        case "text", "text_delta":
            guard let text = content?.text, !text.isEmpty else { return .nothing }
            guard ending.finish == nil else { throw .goesOnAfterEnd }
            return .text(text)
        case "tool_use", "server_tool_use", "mcp_tool_use": throw .toolCall
        case "thinking", "redacted_thinking", "thinking_delta", "signature_delta": return .thought
        default: return .nothing
        }
    }

    /// Counts are cumulative; those of the prompt come first, those of the answer last.
    private mutating func take(_ usage: Usage?) {
        guard let usage else { return }
        let parts = [usage.input_tokens, usage.cache_creation_input_tokens, usage.cache_read_input_tokens]
        let prompt = parts.contains { $0 != nil } ? parts.reduce(0) { $0 + ModelUsage.count($1) } : nil
        ending.usage = ModelUsage(
            promptTokens: max(prompt ?? 0, ending.usage?.promptTokens ?? 0),
            answerTokens: usage.output_tokens ?? ending.usage?.answerTokens ?? 0)
    }

    private static func finish(_ word: String) -> AnswerEnding.Finish {
        switch word {
        case "end_turn", "stop_sequence": .stop
        case "max_tokens", "model_context_window_exceeded": .length
        case "tool_use": .toolCall
        case "refusal": .refused(word)
        default: .other(word)
        }
    }
}

extension AnthropicReader {
    private struct Event: Decodable {
        var type: String
        var message: Message?
        var index: Int?
        var content_block: Content?
        var delta: Content?
        var usage: Usage?
    }

    private struct Message: Decodable {
        var type: String?
        var model: String?
        var content: [Content]?
        var stop_reason: String?
        var usage: Usage?
    }

    /// A block, or what is added to one.
    private struct Content: Decodable {
        var type: String?
        var text: String?
        var stop_reason: String?
    }

    private struct Usage: Decodable {
        var input_tokens: Int?
        var cache_creation_input_tokens: Int?
        var cache_read_input_tokens: Int?
        var output_tokens: Int?
    }
}
