import Foundation
import Testing

@testable import Corpus

@Suite("Line reader")
struct LineReaderTests {
    private func read(_ text: String, lineBytes: Int = 64) throws -> [LineReader.Line] {
        let file = FileManager.default.temporaryDirectory.appending(path: "byline-lines-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let reader = try LineReader(path: file.path, lineBytes: lineBytes)
        var lines: [LineReader.Line] = []
        while let line = try reader.next() { lines.append(line) }
        return lines
    }

    @Test(
        "gives what can be seen, numbered as in the file",
        arguments: [
            ("", []), ("\n\n", []), ("a", ["1 a"]), ("a\nb\n", ["1 a", "2 b"]), ("\n a\r\n\t\nb", ["2  a\r", "4 b"]),
            ("\u{FEFF}a\nb", ["1 a", "2 b"]),
        ])
    func lines(text: String, expected: [String]) throws {
        let lines = try read(text).map { "\($0.number) " + String(decoding: $0.bytes, as: UTF8.self) }
        #expect(lines == expected)
    }

    @Test("keeps lines whole over the borders of blocks")
    func blocks() throws {
        let line = String(repeating: "0123456789", count: 1_000)
        let lines = try read(Array(repeating: line, count: 100).joined(separator: "\n"), lineBytes: 10_000)
        #expect(lines.count == 100)
        #expect(lines.allSatisfy { $0.bytes == Array(line.utf8) })
    }

    @Test("refuses a line that is too long")
    func tooLong() throws {
        let error = #expect(throws: BylineError.self) { try read("a\n" + String(repeating: "x", count: 65)) }
        #expect(error?.code == .lineTooLarge)
        #expect(error?.message.hasPrefix("Line 2 of ") == true)
        #expect(error?.message.hasSuffix("is larger than 64 bytes.") == true)
        #expect(error?.remedy == "Write one JSON object a line; look for line feeds that are missing.")
    }

    @Test("names a file that is not there")
    func missing() {
        let error = #expect(throws: BylineError.self) { try LineReader(path: "/nowhere/vectors.jsonl") }
        #expect(error?.code == .inputUnreadable)
        #expect(error?.message.contains("/nowhere/vectors.jsonl") == true)
        #expect(error?.remedy == "Check the path.")
    }
}
