import Foundation
import Testing

@Suite("Text of others on a terminal", .timeLimit(.minutes(2)))
struct HostileTextTests {
    @Test("has its paragraphs apart, and neither control characters nor reversals of direction")
    func articles() async throws {
        try await Bench.with { bench in
            let path = try bench.file(
                "feed.jsonl",
                #"{"source":"Ti\u001b[31mde","title":"Ferry\u2028timetable","url":"https://tide.example/1","#
                    + #""text":"The ferry \u202esails\u202c at nine.\n\nThe \u001b]0;x\u0007ferry returns at ten.\r\nIt rests."}"#
            )
            #expect(try await bench.run("ingest", path).status == 0)
            for command in ["search", "ask"] {
                let outcome = try await bench.run(command, "When does the ferry sail?")
                #expect(!outcome.output.isEmpty)
                let hazards = outcome.output.unicodeScalars.filter {
                    $0 != "\n" && $0.properties.generalCategory == .control || (0x202A...0x202E).contains($0.value)
                        || $0.value == 0x2028
                }
                #expect(hazards.isEmpty, "\(command): \(hazards.map(\.value))")
            }
            let found = try await bench.run("search", "ferry")
            let line = found.output.split(separator: "\n").joined(separator: " ")
            #expect(line.contains("Ferry timetable"))
            #expect(line.contains("at nine. The"), "\(line)")
            #expect(line.contains("at ten. It rests."), "\(line)")
        }
    }

    @Test("is made harmless in messages of errors")
    func errors() async throws {
        let outcome = try await Bench.with { try await $0.run("ingest", "no\u{1B}[31msuch.jsonl") }
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("'no[31msuch.jsonl' cannot be read"), "\(outcome.errors)")
    }
}
