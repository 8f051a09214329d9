import Corpus
import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Consistency")
struct ConsistencyEvaluationTests {
    private let question = JudgedQuestion(
        id: "q", question: "Who chairs it?", kind: "fact", answer: "Orlane", accepted: [["Orlane"]], evidence: [])

    private func answer(_ text: String, from article: String) -> Answer {
        Answer(
            id: "ans_1", question: "?", corpus: .standard, status: .answered, form: .direct,
            sentences: [AnswerSentence(index: 0, text: text, citations: [1], publishers: 1)],
            citations: [
                Citation(
                    number: 1, article: ArticleID(rawValue: article), version: VersionID(rawValue: "v"),
                    chunk: ChunkID(rawValue: "c"), source: "s", title: "t", url: nil, publishedAt: nil, start: 0,
                    end: 1, quote: text)
            ], confidence: 0.5, reason: nil, writer: "test")
    }

    private func outcome(_ answers: [Answer]) -> ConsistencyEvaluation.Outcome {
        ConsistencyEvaluation.Outcome(question: question, answers: answers)
    }

    @Test("wants every wording right, and one article in all of them")
    func shares() {
        let both = outcome([answer("Orlane does.", from: "a"), answer("It is Orlane.", from: "a")])
        let elsewhere = outcome([answer("Orlane does.", from: "a"), answer("Orlane does.", from: "b")])
        let wrong = outcome([answer("Orlane does.", from: "a"), answer("Quartz does.", from: "a")])
        #expect(both.isRight && both.restsOnSame)
        #expect(elsewhere.isRight && !elsewhere.restsOnSame)
        #expect(!wrong.isRight && wrong.restsOnSame && wrong.right == 1)
        let evaluation = ConsistencyEvaluation([both, elsewhere, wrong, both])
        #expect(evaluation.right == 0.75 && evaluation.sameEvidence == 0.75 && evaluation.consistent == 0.5)
        #expect(evaluation.wordingsRight == 7.0 / 8)
    }

    @Test("of no questions is all zeros")
    func empty() {
        let evaluation = ConsistencyEvaluation([])
        #expect(evaluation.right == 0 && evaluation.consistent == 0 && evaluation.wordingsRight == 0)
    }

    @Test("wordings are read from lines, and a line without them is named")
    func reading() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "wordings-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(#"{"id":"q","wordings":["One?","Two?"]}"#.utf8).write(to: file)
        #expect(try WordedQuestion.read(file) == [WordedQuestion(id: "q", wordings: ["One?", "Two?"])])
        for line in [#"{"id":"q"}"#, #"{"id":"q","wordings":["One?"]}"#] {
            try Data(line.utf8).write(to: file)
            let error = #expect(throws: BylineError.self) { try WordedQuestion.read(file) }
            #expect(error?.code == "wordings-malformed" && error?.message.contains("Line 1") == true)
        }
    }
}
