import Foundation
import Testing

@testable import Generation

@Suite struct ChatCompletionsReaderTests {
    private func chunk(_ delta: String, finish: String = "null", more: String = "") -> String {
        #"{"id":"1","object":"chat.completion.chunk","model":"m-1","choices":[{"index":0,"delta":\#(delta),"finish_reason":\#(finish)}]\#(more)}"#
    }

    private var ordinary: [String] {
        [
            chunk(#"{"role":"assistant","content":""}"#), chunk(#"{"content":"A "}"#), chunk(#"{"content":"b."}"#),
            chunk("{}", finish: #""stop""#),
            #"{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":2,"total_tokens":9}}"#, "[DONE]",
        ]
    }

    @Test func anOrdinaryStream() throws {
        let (text, reader) = try ReadStream.text(ordinary, ChatCompletionsReader())
        #expect(text == "A b.")
        #expect(reader.isComplete && reader.mayEnd)
        #expect(
            reader.ending
                == AnswerEnding(
                    finish: .stop, usage: ModelUsage(promptTokens: 7, answerTokens: 2), model: "m-1"))
    }

    /// Streams of real servers, as `PROTOCOLS` lists their deviations, with their text.
    @Test func deviationsOfServers() throws {
        let deviations: [(String, [String], String)] = [
            (
                "azure", [#"{"choices":[],"prompt_filter_results":[{"prompt_index":0}],"model":""}"#] + ordinary, "A b."
            ),
            (
                "ollama, vllm: thoughts",
                [chunk(#"{"reasoning":"hm"}"#), chunk(#"{"reasoning_content":"hm","content":null}"#)] + ordinary, "A b."
            ),
            (
                "llama.cpp: timings",
                [chunk(#"{"content":"A"}"#), chunk("{}", finish: #""stop""#, more: #","timings":{"x":1}"#), "[DONE]"],
                "A"
            ),
            (
                "perplexity: a cumulative message and sources",
                [
                    #"{"choices":[{"index":0,"delta":{"content":"A"},"message":{"role":"assistant","content":"A"}}],"citations":["u"],"search_results":[{}]}"#,
                    #"{"choices":[{"index":0,"delta":{"content":"b"},"message":{"content":"Ab"},"finish_reason":"stop"}]}"#,
                    "[DONE]",
                ], "Ab"
            ),
            (
                "mistral: a list of parts",
                [
                    chunk(#"{"content":[{"type":"thinking","thinking":[]},{"type":"text","text":"A"}]}"#),
                    chunk(#"{"content":""}"#, finish: #""stop""#), "[DONE]",
                ], "A"
            ),
            (
                "openrouter: the reason twice",
                ordinary.dropLast() + [chunk(#"{"content":""}"#, finish: #""stop""#), "[DONE]"], "A b."
            ),
            ("a second choice", [#"{"choices":[{"index":1,"delta":{"content":"other"}}]}"#] + ordinary, "A b."),
            ("unknown members and events", [#"{"new":1,"choices":null}"#, #"{"choices":[{}]}"#] + ordinary, "A b."),
            ("the marker alone", [chunk(#"{"content":"A"}"#), "[DONE]"], "A"),
        ]
        for (name, events, expected) in deviations {
            let (text, reader) = try ReadStream.text(events, ChatCompletionsReader())
            #expect(text == expected, "\(name)")
            #expect(reader.isComplete && reader.ending.finish == .stop, "\(name)")
        }
    }

    @Test func reasonsForTheEnd() throws {
        let reasons: [(String, AnswerEnding.Finish)] = [
            ("stop", .stop), ("length", .length), ("model_length", .length),
            ("content_filter", .refused("content_filter")),
            ("tool_calls", .toolCall), ("function_call", .toolCall), ("error", .failed("error")),
            ("insufficient_system_resource", .failed("insufficient_system_resource")), ("tired", .other("tired")),
        ]
        for (word, finish) in reasons {
            let (_, reader) = try ReadStream.text(
                [chunk("{}", finish: "\"\(word)\""), "[DONE]"], ChatCompletionsReader())
            #expect(reader.ending.finish == finish, "\(word)")
        }
    }

    @Test func aStreamMayLackItsEndMarkOnlyWhereThatIsKnown() throws {
        let events = Array(ordinary.dropLast())
        #expect(try !ReadStream.text(events, ChatCompletionsReader()).1.mayEnd)
        #expect(try ReadStream.text(events, ChatCompletionsReader(mayLackEndMarker: true)).1.mayEnd)
        #expect(try !ReadStream.text(Array(ordinary.prefix(2)), ChatCompletionsReader(mayLackEndMarker: true)).1.mayEnd)
    }

    @Test(arguments: [
        #"{"error":{"message":"m","type":"t","code":429}}"#, #"{"object":"error","message":"m","type":"t"}"#,
        #"{"error":{"message":"m"},"message":"m"}"#, #"{"error":"m"}"#, #"{"message":"flat","code":400}"#,
        #"{"choices":[{"index":0,"delta":{},"finish_reason":"error"}],"error":{"message":"m"}}"#,
    ]) func errorsInTheStream(event: String) throws {
        #expect(throws: AnswerFault.reported(Data(event.utf8))) {
            try ReadStream.text([chunk(#"{"content":"A"}"#), event], ChatCompletionsReader())
        }
    }

    @Test func whatBreaksTheProtocol() throws {
        func fault(_ events: [String]) -> AnswerFault? {
            #expect(throws: AnswerFault.self) { try ReadStream.text(events, ChatCompletionsReader()) }
        }
        #expect(fault([chunk("{}", finish: #""stop""#), chunk(#"{"content":"more"}"#)]) == .goesOnAfterEnd)
        #expect(fault([chunk(#"{"tool_calls":[{"index":0}]}"#)]) == .toolCall)
        #expect(fault([chunk(#"{"function_call":{"name":"f"}}"#)]) == .toolCall)
        #expect(fault([chunk(#"{"refusal":"I will not."}"#)]) == .refused("I will not."))
        for event in ["{", "[]", "3", #"{"choices":{}}"#, chunk(#"{"content":5}"#), "\u{0}"] {
            guard case .malformed = fault([event]) else {
                Issue.record("\(event)")
                continue
            }
        }
    }

    @Test func anAnswerInOnePiece() throws {
        var reader = ChatCompletionsReader()
        let body =
            #"{"model":"m","choices":[{"message":{"content":"All."},"finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
        #expect(try reader.read(whole: Data(body.utf8)) == "All.")
        #expect(reader.isComplete && reader.ending.finish == .length)
        #expect(throws: AnswerFault.self) { try reader.read(whole: Data(#"{"hello":1}"#.utf8)) }
        #expect(throws: AnswerFault.reported(Data(#"{"error":{"message":"x"}}"#.utf8))) {
            try reader.read(whole: Data(#"{"error":{"message":"x"}}"#.utf8))
        }
    }

    @Test func hostileNumbersAreCut() throws {
        let event = #"{"choices":[],"usage":{"prompt_tokens":9223372036854775807,"completion_tokens":-5}}"#
        let (_, reader) = try ReadStream.text([event, "[DONE]"], ChatCompletionsReader())
        #expect(reader.ending.usage?.totalTokens == 1_000_000_000_000)
    }
}

/// Reads events as a connection would bring them.
enum ReadStream {
    static func text<Reader: AnswerReader>(_ events: [String], _ reader: Reader) throws -> (String, Reader) {
        var (text, reader) = ("", reader)
        for event in events {
            let part = try reader.read(ServerSentEvent(name: nil, data: Data(event.utf8)))
            if case .text(let more) = part { text += more }
        }
        return (text, reader)
    }
}
