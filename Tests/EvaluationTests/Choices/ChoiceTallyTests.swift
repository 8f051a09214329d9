import Corpus
import Foundation
import Testing

@testable import Evaluation

@Suite("Counting choices")
struct ChoiceTallyTests {
    private let question = ChoiceQuestion(
        id: "1", question: "Which?", choices: ["a", "b"], answer: "b", genuine: ["s1"])

    @Test("no answer counts as wrong, each reader for itself")
    func counts() {
        var tally = ChoiceTally()
        tally.add(question, chosen: nil, plain: nil, isGenuine: false)
        tally.add(question, chosen: "b", plain: "a", isGenuine: true)
        #expect(tally.asked == 2 && tally.answered == 1 && tally.genuine == 1)
        #expect(tally.plain == 0 && tally.right == 1)
        #expect(tally.share(tally.right) == 0.5 && ChoiceTally().share(1) == 0)
    }

    @Test("the plain reader counts words, and takes the first of equals")
    func plain() {
        #expect(PlainChoice.choose(["Ron DeSantis", "Mike Pence"], in: ["Pence left the race."]) == 1)
        #expect(PlainChoice.choose(["Peru", "Bolivia"], in: ["Guatemala was named."]) == 0)
    }

    @Test("refuses a question whose answer is no choice, with its line")
    func malformed() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("choices-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        let good = #"{"id":"1","question":"Which?","choices":["a","b"],"answer":"b","genuine":["s1"]}"#
        try Data((good + "\n").utf8).write(to: file)
        #expect(try ChoiceQuestion.read(file) == [question])
        try Data((good + "\n" + good.replacing("\"b\",\"genuine", with: "\"c\",\"genuine") + "\n").utf8).write(to: file)
        let error = try #require(throws: BylineError.self) { try ChoiceQuestion.read(file) }
        #expect(error.code == "questions-malformed" && error.message.contains("Line 2"))
    }
}
