import Foundation
import Testing

@testable import Generation

@Suite struct GeminiReaderTests {
    private func response(_ parts: String, finish: String? = nil) -> String {
        let reason = finish.map { #","finishReason":"\#($0)""# } ?? ""
        return
            #"{"candidates":[{"content":{"parts":[\#(parts)],"role":"model"}\#(reason)}],"modelVersion":"g-1","usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":2,"thoughtsTokenCount":3}}"#
    }

    @Test func anOrdinaryStream() throws {
        let events = [
            response(#"{"text":"A "}"#), response(#"{"text":"b"},{"text":"."}"#), response("", finish: "STOP"),
        ]
        let (text, reader) = try ReadStream.text(events, GeminiReader())
        #expect(text == "A b.")
        #expect(reader.mayEnd && !reader.isComplete)
        let usage = ModelUsage(promptTokens: 4, answerTokens: 5)
        #expect(reader.ending == AnswerEnding(finish: .stop, usage: usage, model: "g-1"))
        #expect(try !ReadStream.text(Array(events.dropLast()), GeminiReader()).1.mayEnd)
    }

    @Test func thoughtsAreNoText() throws {
        let events = [
            response(#"{"text":"hm","thought":true}"#),
            response(#"{"text":"hm","thought":true},{"text":"A"}"#, finish: "STOP"),
        ]
        #expect(try ReadStream.text(events, GeminiReader()).0 == "A")
    }

    @Test func reasonsForTheEnd() throws {
        let reasons: [(String, AnswerEnding.Finish?)] = [
            ("STOP", .stop), ("MAX_TOKENS", .length), ("SAFETY", .refused("SAFETY")),
            ("RECITATION", .refused("RECITATION")), ("PROHIBITED_CONTENT", .refused("PROHIBITED_CONTENT")),
            ("SPII", .refused("SPII")), ("MALFORMED_FUNCTION_CALL", .toolCall), ("OTHER", .other("OTHER")),
            ("FINISH_REASON_UNSPECIFIED", nil),
        ]
        for (word, finish) in reasons {
            let (_, reader) = try ReadStream.text([response("", finish: word)], GeminiReader())
            #expect(reader.ending.finish == finish, "\(word)")
        }
        let bare = #"{"candidates":[{"finishReason":"SAFETY","safetyRatings":[{"blocked":true}]}]}"#
        #expect(try ReadStream.text([bare], GeminiReader()).1.ending.finish == .refused("SAFETY"))
    }

    @Test func whatEndsItAtOnce() throws {
        func fault(_ events: String...) -> AnswerFault? {
            #expect(throws: AnswerFault.self) { try ReadStream.text(events, GeminiReader()) }
        }
        #expect(fault(#"{"promptFeedback":{"blockReason":"SAFETY"}}"#) == .refused("SAFETY"))
        #expect(fault(response(#"{"functionCall":{"name":"f"}}"#)) == .toolCall)
        #expect(fault(response("", finish: "STOP"), response(#"{"text":"more"}"#)) == .goesOnAfterEnd)
        let error = #"{"error":{"code":503,"message":"m","status":"UNAVAILABLE"}}"#
        #expect(fault(error) == .reported(Data(error.utf8)))
    }

    @Test func anAnswerInOnePiece() throws {
        var reader = GeminiReader()
        #expect(try reader.read(whole: Data(response(#"{"text":"All."}"#, finish: "STOP").utf8)) == "All.")
        let list = #" [{"error":{"code":400,"message":"m"}}]"#
        #expect(throws: AnswerFault.reported(Data(list.utf8))) { try reader.read(whole: Data(list.utf8)) }
    }
}
