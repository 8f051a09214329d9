import Foundation

/// Reads the stream of OpenAI's chat completions, with what compatible servers make of it.
///
/// Only the first choice is read, and of what servers send beside `delta` (Perplexity's cumulative `message`) nothing.
struct ChatCompletionsReader: AnswerReader {
    /// Whether a stream may end after `finish_reason`, without `[DONE]`.
    let mayLackEndMarker: Bool
    private(set) var ending = AnswerEnding()
    private(set) var isComplete = false

    var mayEnd: Bool { isComplete || (mayLackEndMarker && ending.finish != nil) }

    init(mayLackEndMarker: Bool = false) { self.mayLackEndMarker = mayLackEndMarker }

    mutating func read(_ event: ServerSentEvent) throws(AnswerFault) -> AnswerPart {
        if event.data == Self.endMarker {
            isComplete = true
            // Official clients take the marker alone as a proper end.
            ending.finish = ending.finish ?? .stop
            return .nothing
        }
        let chunk = try AnswerJSON.decode(Chunk.self, event.data)
        guard !chunk.isError else { throw .reported(event.data) }
        take(chunk)
        guard let choice = chunk.choices?.first(where: { ($0.index ?? 0) == 0 }) else { return .nothing }
        defer { if let word = choice.finish_reason { ending.finish = Self.finish(word) } }
        guard let delta = choice.delta else { return .nothing }
        return try part(of: delta)
    }

    mutating func read(whole body: Data) throws(AnswerFault) -> String {
        let answer = try AnswerJSON.decode(Chunk.self, body)
        guard !answer.isError else { throw .reported(body) }
        take(answer)
        guard let choice = answer.choices?.first, let message = choice.message else {
            throw .malformed("is JSON, but no chat completion.")
        }
        let part = try part(of: message)
        ending.finish = Self.finish(choice.finish_reason ?? "stop")
        isComplete = true
        guard case .text(let text) = part else { return "" }
        return text
    }

    private mutating func take(_ chunk: Chunk) {
        if let model = chunk.model, !model.isEmpty { ending.model = model }
        if let usage = chunk.usage, let prompt = usage.prompt_tokens, let answer = usage.completion_tokens {
            ending.usage = ModelUsage(promptTokens: prompt, answerTokens: answer)
        }
    }

    private func part(of message: Message) throws(AnswerFault) -> AnswerPart {
        if message.tool_calls?.isEmpty == false || message.function_call != nil { throw .toolCall }
        if let refusal = message.refusal, !refusal.isEmpty { throw .refused(refusal) }
        let text = message.content?.text ?? ""
        if !text.isEmpty {
            guard ending.finish == nil else { throw .goesOnAfterEnd }
            return .text(text)
        }
        let isThinking = [message.reasoning, message.reasoning_content].contains { $0?.text.isEmpty == false }
        return isThinking || message.content?.isThinking == true ? .thought : .nothing
    }

    private static func finish(_ word: String) -> AnswerEnding.Finish {
        switch word {
        case "stop", "eos", "end_turn": .stop
        case "length", "model_length", "max_tokens": .length
        case "tool_calls", "function_call": .toolCall
        case "content_filter": .refused(word)
        case "error", "insufficient_system_resource": .failed(word)
        default: .other(word)
        }
    }

    private static let endMarker = Data("[DONE]".utf8)
}

extension ChatCompletionsReader {
    /// A chunk of a stream, or a whole completion.
    private struct Chunk: Decodable {
        var object: String?
        var model: String?
        var choices: [Choice]?
        var usage: Usage?
        var error: AnswerJSON.Presence?
        var message: AnswerJSON.Presence?

        /// `{"error":…}`, or the flat form of Mistral and older vLLM.
        var isError: Bool { error != nil || object == "error" || (choices == nil && message != nil) }
    }

    private struct Choice: Decodable {
        var index: Int?
        var delta: Message?
        var message: Message?
        var finish_reason: String?
    }

    private struct Message: Decodable {
        var content: Content?
        var refusal: String?
        var tool_calls: [AnswerJSON.Presence]?
        var function_call: AnswerJSON.Presence?
        var reasoning: Content?
        var reasoning_content: Content?
    }

    private struct Usage: Decodable {
        var prompt_tokens: Int?
        var completion_tokens: Int?
    }

    /// A text, or Mistral's list of typed parts.
    private struct Content: Decodable {
        private struct Part: Decodable {
            var type: String?
            var text: String?
        }

        var text: String
        var isThinking = false

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
                return
            }
            let parts = try container.decode([Part].self)
            text = parts.filter { $0.type == nil || $0.type == "text" }.compactMap(\.text).joined()
            isThinking = parts.contains { $0.type == "thinking" }
        }
    }
}
