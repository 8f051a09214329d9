import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Question set")
struct QuestionSetTests {
    private func read(_ text: String) throws -> [JudgedQuestion] {
        let file = FileManager.default.temporaryDirectory.appending(path: "questions-\(UUID().uuidString).jsonl")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try QuestionSet.read(file)
    }

    private func line(_ id: String, asOf: String = "null") -> String {
        #"{"id":"\#(id)","question":"Who?","kind":"fact","answer":"She","accepted":[["she"]],"evidence":[],"as_of":\#(asOf)}"#
    }

    @Test("reads lines of Unix and of Windows, and dates as articles have them")
    func reads() throws {
        let questions = try read(line("a") + "\r\n\r\n" + line("b", asOf: #""2024-12-09""#) + "\n")
        #expect(questions.map(\.id) == ["a", "b"])
        #expect(questions[0].asOf == nil)
        #expect(questions[1].asOf == Date(timeIntervalSince1970: 1_733_702_400))
        #expect(!questions[0].isUnanswerable)
    }

    @Test("names the line that is no question")
    func malformed() throws {
        for bad in ["{", "[]", #"{"id":"b"}"#, line("b", asOf: #""yesterday""#)] {
            let error = #expect(throws: BylineError.self) { try read(line("a") + "\n" + bad) }
            #expect(error?.code == "questions-malformed")
            #expect(error?.message.hasPrefix("Line 2 of questions-") == true)
            #expect(error?.message.hasSuffix("is no question.") == true)
        }
    }

    @Test("refuses an id that stands twice")
    func repeated() throws {
        let error = #expect(throws: BylineError.self) { try read(line("a") + "\n" + line("a")) }
        #expect(error?.message.hasSuffix("repeats the id 'a'.") == true)
    }

    @Test("names a file that is not there")
    func missing() {
        let error = #expect(throws: BylineError.self) {
            try QuestionSet.read(URL(filePath: "/nowhere/questions.jsonl"))
        }
        #expect(error?.code == .inputUnreadable)
    }
}
