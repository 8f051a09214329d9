import Foundation
import Testing

@testable import Generation

@Suite struct AnthropicReaderTests {
    private static let start =
        #"{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"c-1","content":[],"stop_reason":null,"usage":{"input_tokens":5,"cache_read_input_tokens":20,"output_tokens":1}}}"#
    private static let block = #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#
    private static let blockEnd = #"{"type":"content_block_stop","index":0}"#
    private static let end = #"{"type":"message_stop"}"#

    private static func delta(_ text: String) -> String {
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#
    }

    private static func stop(_ reason: String) -> String {
        #"{"type":"message_delta","delta":{"stop_reason":"\#(reason)","stop_sequence":null},"usage":{"output_tokens":3}}"#
    }

    private static let ordinary = [
        start, block, #"{"type":"ping"}"#, delta("A "), delta("b."), blockEnd, stop("end_turn"), end,
    ]

    @Test func anOrdinaryStream() throws {
        let (text, reader) = try ReadStream.text(Self.ordinary, AnthropicReader())
        #expect(text == "A b.")
        #expect(reader.isComplete)
        let usage = ModelUsage(promptTokens: 25, answerTokens: 3)
        #expect(reader.ending == AnswerEnding(finish: .stop, usage: usage, model: "c-1"))
    }

    @Test func thoughtsAndUnknownEventsAreNoText() throws {
        let more = [
            #"{"type":"content_block_start","index":7,"content_block":{"type":"thinking","thinking":""}}"#,
            #"{"type":"content_block_delta","index":7,"delta":{"type":"thinking_delta","thinking":"hm"}}"#,
            #"{"type":"content_block_delta","index":7,"delta":{"type":"signature_delta","signature":"x"}}"#,
            #"{"type":"content_block_delta","index":7,"delta":{"type":"new_delta","x":1}}"#,
            #"{"type":"content_block_stop","index":7}"#, #"{"type":"something_new","x":[1]}"#,
        ]
        let events = [Self.start] + more + Self.ordinary.dropFirst()
        #expect(try ReadStream.text(events, AnthropicReader()).0 == "A b.")
    }

    @Test func reasonsForTheEnd() throws {
        let reasons: [(String, AnswerEnding.Finish)] = [
            ("end_turn", .stop), ("stop_sequence", .stop), ("max_tokens", .length),
            ("model_context_window_exceeded", .length), ("tool_use", .toolCall), ("refusal", .refused("refusal")),
            ("pause_turn", .other("pause_turn")),
        ]
        for (word, finish) in reasons {
            let (_, reader) = try ReadStream.text([Self.start, Self.stop(word), Self.end], AnthropicReader())
            #expect(reader.ending.finish == finish, "\(word)")
        }
    }

    @Test func whatBreaksTheProtocol() throws {
        let broken: [(String, [String])] = [
            ("begins twice", [Self.start, Self.start]),
            ("a block without a message", [Self.block]),
            ("a block twice", [Self.start, Self.block, Self.block]),
            ("a delta without a block", [Self.start, Self.delta("A")]),
            ("a delta after its block", [Self.start, Self.block, Self.blockEnd, Self.delta("A")]),
            ("text after the reason", [Self.start, Self.block, Self.stop("end_turn"), Self.delta("A")]),
            ("an end without a reason", [Self.start, Self.end]),
            ("no type", ["{}"]), ("no object", ["[]"]), ("no JSON", ["{"]),
        ]
        for (name, events) in broken {
            let fault = #expect(throws: AnswerFault.self, "\(name)") { try ReadStream.text(events, AnthropicReader()) }
            guard case .malformed = fault else {
                Issue.record("\(name): \(String(describing: fault))")
                continue
            }
        }
    }

    @Test func toolsAndErrorsEndIt() throws {
        let tool = #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","name":"f"}}"#
        #expect(throws: AnswerFault.toolCall) { try ReadStream.text([Self.start, tool], AnthropicReader()) }
        let error = #"{"type":"error","error":{"type":"overloaded_error","message":"m"}}"#
        #expect(throws: AnswerFault.reported(Data(error.utf8))) {
            try ReadStream.text([Self.start, error], AnthropicReader())
        }
    }

    @Test func anAnswerInOnePiece() throws {
        var reader = AnthropicReader()
        let body =
            #"{"type":"message","model":"c","content":[{"type":"text","text":"A "},{"type":"text","text":"b."}],"stop_reason":"max_tokens","usage":{"input_tokens":1,"output_tokens":2}}"#
        #expect(try reader.read(whole: Data(body.utf8)) == "A b.")
        #expect(reader.ending.finish == .length && reader.isComplete)
        #expect(throws: AnswerFault.self) { try reader.read(whole: Data("{}".utf8)) }
    }
}
