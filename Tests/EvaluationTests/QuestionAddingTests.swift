import Corpus
import Foundation
import Testing

@testable import Evaluation

@Suite("Adding a question to a set")
struct QuestionAddingTests {
    private func question(_ text: String, asOf: Date? = nil) -> JudgedQuestion {
        JudgedQuestion(
            id: "", question: text, kind: "fact", answer: "\"Two\"\u{2028}/ terms\\", accepted: [["two", "2"]],
            evidence: [.init(url: "https://a.example/1", sentence: "Two terms.\nIt is \u{1F33F} enough.")], asOf: asOf)
    }

    @Test("writes a line that reads back as it was, in a file made for it or behind a last line without end")
    func adds() throws {
        try withFile("") { file in
            try FileManager.default.removeItem(at: file)
            let asOf = Date(timeIntervalSince1970: 1_733_702_400)
            let first = try QuestionSet.add(question("Who?", asOf: asOf), id: nil, to: file)
            #expect(first.question.id == "reported-1" && first.count == 1)
            try Data(contentsOf: file).dropLast().write(to: file)
            let second = try QuestionSet.add(question("Who else?"), id: "own", to: file)
            let third = try QuestionSet.add(question("Why?"), id: nil, to: file)
            #expect(third.question.id == "reported-2" && third.count == 3)
            #expect(try QuestionSet.read(file) == [first.question, second.question, third.question])
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.hasPrefix(#"{"id": "reported-1", "question": "Who?", "kind": "fact", "answer": "#))
            #expect(text.contains(#""as_of": "2024-12-09T00:00:00Z"}"#))
        }
    }

    @Test("refuses the same question and the same id, and leaves the file as it was")
    func refuses() throws {
        try withFile("") { file in
            let moment = Date(timeIntervalSince1970: 1_733_702_400)
            try QuestionSet.add(question("Who chairs it?"), id: "a", to: file)
            try QuestionSet.add(question("Who chairs it?", asOf: moment), id: "b", to: file)
            let before = try Data(contentsOf: file)
            let twin = #expect(throws: BylineError.self) {
                try QuestionSet.add(question("who  CHAIRS it"), id: nil, to: file)
            }
            #expect(twin?.code == "question-exists" && twin?.message.contains("'a'") == true)
            let id = #expect(throws: BylineError.self) { try QuestionSet.add(question("Why?"), id: "b", to: file) }
            #expect(id?.message.contains("the id 'b'") == true)
            #expect(try Data(contentsOf: file) == before)
        }
        try withFile("no question\n") { file in
            #expect(throws: BylineError.self) { try QuestionSet.add(question("Why?"), id: nil, to: file) }
            let left = try String(contentsOf: file, encoding: .utf8)
            #expect(left == "no question\n")
        }
    }
}
