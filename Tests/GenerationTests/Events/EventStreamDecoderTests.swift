import Foundation
import Testing

@testable import Generation

@Suite struct EventStreamDecoderTests {
    private func items(_ pieces: [Data], maximumBytes: Int = 1 << 20) throws -> [EventStreamDecoder.Item] {
        var decoder = EventStreamDecoder(maximumBytes: maximumBytes)
        var items: [EventStreamDecoder.Item] = []
        for piece in pieces { items += try decoder.decode(piece) }
        return items + decoder.finish()
    }

    private func event(_ data: String, _ name: String? = nil) -> EventStreamDecoder.Item {
        .event(ServerSentEvent(name: name, data: Data(data.utf8)))
    }

    /// A stream, and the events in it.
    private static let streams: [(String, [String])] = [
        ("data: a\n\n", ["a"]),
        ("data:a\n\ndata:  b\n\n", ["a", " b"]),
        ("data: a\ndata: b\n\n", ["a\nb"]),
        ("data: a\r\rdata: b\r\n\r\ndata: c\n\n", ["a", "b", "c"]),
        (": comment\n\ndata: a\n: comment\ndata: b\n\n", ["a\nb"]),
        ("\u{FEFF}data: a\n\n", ["a"]),
        ("id: 1\nretry: 5\ndata: a\n\n", ["a"]),
        ("data\n\ndata:\n\nevent: x\n\ndata: a\n\n", ["a"]),
        ("data: \n\n", []),
        ("data\ndata: a\n\n", ["\na"]),
        ("data: a: b: c\n\n", ["a: b: c"]),
        ("data: a\n\ndata: cut off", ["a"]),
        ("data: a\n\ndata: cut off\n", ["a"]),
        ("", []), ("\n\n\n", []), ("\r\r\r", []),
        ("data: Brücke 東京 🚢\n\n", ["Brücke 東京 🚢"]),
    ]

    @Test(arguments: streams) func eventsAreFound(stream: String, events: [String]) throws {
        #expect(try items([Data(stream.utf8)]) == events.map { event($0) })
    }

    @Test(arguments: streams) func whereTheStreamIsCutDoesNotMatter(stream: String, events: [String]) throws {
        let bytes = Data(stream.utf8)
        #expect(try items(bytes.map { Data([$0]) }) == events.map { event($0) })
        for place in bytes.indices {
            #expect(try items([Data(bytes[..<place]), Data(bytes[place...])]) == events.map { event($0) })
        }
    }

    @Test func namesBelongToOneEvent() throws {
        let stream = "event: ping\ndata: {}\n\ndata: a\n\nevent: x\nevent: y\ndata: b\n\n"
        #expect(try items([Data(stream.utf8)]) == [event("{}", "ping"), event("a"), event("b", "y")])
    }

    @Test func linesThatAreNoFieldsAreStrays() throws {
        let lines = ["{\"error\": {", "  \"message\": \"broken\"", "}", "error: {}", "DATA: a"]
        let found = try items([Data((lines.joined(separator: "\n") + "\n\ndata: a\n\n{").utf8)])
        #expect(
            found == lines.map { .stray(Data($0.utf8)) } + [event("a"), .stray(Data("{".utf8))])
    }

    @Test func linesAndEventsAreBounded() throws {
        let fault = EventStreamDecoder.Fault.tooLong(limit: 10)
        #expect(throws: fault) { try items([Data("data: 56789X".utf8)], maximumBytes: 10) }
        #expect(throws: fault) { try items("data: 56789X".utf8.map { Data([$0]) }, maximumBytes: 10) }
        #expect(throws: fault) { try items([Data(": comments are lines too\n".utf8)], maximumBytes: 10) }
        #expect(throws: fault) { try items([Data("data:12345\ndata:12345\n\n".utf8)], maximumBytes: 10) }
        #expect(try items([Data("data:12345\ndata:1234\n\n".utf8)], maximumBytes: 10) == [event("12345\n1234")])
    }

    @Test func aStreamCanHaveAnyNumberOfEvents() throws {
        var decoder = EventStreamDecoder(maximumBytes: 100)
        var count = 0
        for _ in 0..<100 { count += try decoder.decode(Data(String(repeating: "data: a\n\n", count: 100).utf8)).count }
        #expect(count == 10_000)
    }

    @Test func bytesStayAsTheyAre() throws {
        #expect(
            try items([Data("data: ".utf8) + Data([0xff, 0x00, 0xfe]) + Data("\n\n".utf8)])
                == [.event(ServerSentEvent(name: nil, data: Data([0xff, 0x00, 0xfe])))])
    }
}
