import Foundation

/// Reads the stream of Gemini's `streamGenerateContent`, whose every event is a whole response with the next part of the
/// text.
///
/// There is no end marker: the stream ends after a `finishReason`. Earlier servers gave one with every part; text after one is
/// refused here rather than lost.
struct GeminiReader: AnswerReader {
    private(set) var ending = AnswerEnding()
    var isComplete: Bool { false }
    var mayEnd: Bool { ending.finish != nil }

    mutating func read(_ event: ServerSentEvent) throws(AnswerFault) -> AnswerPart { try read(event.data) }

    mutating func read(whole body: Data) throws(AnswerFault) -> String {
        // Without `alt=sse` the chunks come as one array.
        let chunks = body.first { !($0 == 0x20 || (0x09...0x0d).contains($0)) } == UInt8(ascii: "[")
        guard !chunks else { throw .reported(body) }
        guard case .text(let text) = try read(body) else { return "" }
        return text
    }

    private mutating func read(_ data: Data) throws(AnswerFault) -> AnswerPart {
        let response = try AnswerJSON.decode(Response.self, data)
        guard response.error == nil else { throw .reported(data) }
        if let model = response.modelVersion { ending.model = model }
        if let usage = response.usageMetadata {
            ending.usage = ModelUsage(
                promptTokens: ModelUsage.count(usage.promptTokenCount),
                answerTokens: ModelUsage.count(usage.candidatesTokenCount) + ModelUsage.count(usage.thoughtsTokenCount))
        }
        guard let candidate = response.candidates?.first(where: { ($0.index ?? 0) == 0 }) else {
            if let reason = response.promptFeedback?.blockReason { throw .refused(reason) }
            return .nothing
        }
        let part = try part(of: candidate)
        if let word = candidate.finishReason, let finish = Self.finish(word) { ending.finish = finish }
        return part
    }

    private func part(of candidate: Candidate) throws(AnswerFault) -> AnswerPart {
        let parts = candidate.content?.parts ?? []
        if parts.contains(where: { $0.functionCall != nil }) { throw .toolCall }
        let text = parts.filter { $0.thought != true }.compactMap(\.text).joined()
        guard text.isEmpty else {
            guard ending.finish == nil else { throw .goesOnAfterEnd }
            return .text(text)
        }
        return parts.contains { $0.thought == true } ? .thought : .nothing
    }

    private static func finish(_ word: String) -> AnswerEnding.Finish? {
        switch word {
        case "FINISH_REASON_UNSPECIFIED", "": nil
        case "STOP": .stop
        case "MAX_TOKENS": .length
        case "SAFETY", "RECITATION", "LANGUAGE", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY":
            .refused(word)
        case "MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL": .toolCall
        default: .other(word)
        }
    }
}

extension GeminiReader {
    private struct Response: Decodable {
        var candidates: [Candidate]?
        var promptFeedback: Feedback?
        var usageMetadata: Usage?
        var modelVersion: String?
        var error: AnswerJSON.Presence?
    }

    private struct Candidate: Decodable {
        var index: Int?
        var content: Content?
        var finishReason: String?
    }

    private struct Content: Decodable { var parts: [Part]? }

    private struct Part: Decodable {
        var text: String?
        var thought: Bool?
        var functionCall: AnswerJSON.Presence?
    }

    private struct Feedback: Decodable { var blockReason: String? }

    private struct Usage: Decodable {
        var promptTokenCount: Int?
        var candidatesTokenCount: Int?
        var thoughtsTokenCount: Int?
    }
}
