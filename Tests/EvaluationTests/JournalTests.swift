import Corpus
import Foundation
import Testing

@testable import Evaluation

@Suite("Journal")
struct JournalTests {
    private func lines(_ file: URL) throws -> [String] {
        try Journal(file).lines().map { String(decoding: $0, as: UTF8.self) }
    }

    private func text(_ file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }

    @Test("keeps lines in order, also by two writers")
    func appends() throws {
        try withFile("") { file in
            let (one, other) = (try Journal(file), try Journal(file))
            try one.append(["b": 1, "a": 2])
            try other.append([3])
            try one.append("four")
            #expect(try lines(file) == [#"{"a":2,"b":1}"#, "[3]", "\"four\""])
        }
    }

    @Test("does not read a line without an end, leaves it alone, and puts the next line in its place")
    func torn() throws {
        try withFile("[1]\n\n[2]\n[3") { file in
            let journal = try Journal(file)
            #expect(try journal.lines().count == 2)
            #expect(try text(file) == "[1]\n\n[2]\n[3")
            try journal.append([4])
            #expect(try text(file) == "[1]\n\n[2]\n[4]\n")
        }
        try withFile("never ended") { file in
            let journal = try Journal(file)
            #expect(try journal.lines().isEmpty)
            try journal.append([5])
            #expect(try text(file) == "[5]\n")
        }
    }

    @Test("ends a person's last line where it is told to keep it")
    func completing() throws {
        try withFile("[1]\n[2]") { file in
            try Journal(file).append(line: Data("[3]".utf8), completing: true)
            try Journal(file).append(line: Data("[4]".utf8), completing: true)
            #expect(try text(file) == "[1]\n[2]\n[3]\n[4]\n")
        }
    }

    @Test("names a file that cannot be written")
    func unwritable() {
        for path in ["/nowhere/journal.jsonl", "/dev", "/dev/full"] {
            let error = #expect(throws: BylineError.self) { try Journal(URL(filePath: path)) }
            #expect(error?.code == "file-unwritable" && error?.message.contains(path) == true)
        }
    }
}
