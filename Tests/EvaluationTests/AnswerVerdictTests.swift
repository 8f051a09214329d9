import Corpus
import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Answer verdict")
struct AnswerVerdictTests {
    private func answer(_ sentences: [String], quotes: [String]? = nil) -> Answer {
        let quotes = quotes ?? sentences
        return Answer(
            id: "ans_1", question: "?", corpus: .standard, status: sentences.isEmpty ? .abstained : .answered,
            form: .direct,
            sentences: sentences.enumerated().map {
                AnswerSentence(index: $0, text: $1, citations: [1], publishers: 1)
            },
            citations: quotes.enumerated().map { index, quote in
                Citation(
                    number: index + 1, article: ArticleID(rawValue: "a"), version: VersionID(rawValue: "v"),
                    chunk: ChunkID(rawValue: "c"), source: "s", title: "t", url: nil, publishedAt: nil, start: 0,
                    end: 1, quote: quote)
            }, confidence: 0.5, reason: nil, writer: "test")
    }

    private func question(_ accepted: [[String]]) throws -> JudgedQuestion {
        let groups = String(decoding: try JSONEncoder().encode(accepted), as: UTF8.self)
        return try JSONDecoder().decode(
            JudgedQuestion.self,
            from: Data(
                #"{"id":"q","question":"?","kind":"fact","answer":"x","accepted":\#(groups),"evidence":[]}"#.utf8))
    }

    @Test("wants one string of every group, in the answer and in what it cites")
    func groups() throws {
        let both = try question([["1,387", "1387"], ["Orlane"]])
        #expect(AnswerVerdict(answer(["Orlane counted 1,387 homes."]), to: both) == .correct)
        #expect(AnswerVerdict(answer(["1,387 homes."]), to: both) == .wrong)
        #expect(AnswerVerdict(answer(["Orlane counted 1,387 homes."], quotes: ["Orlane spoke."]), to: both) == .wrong)
    }

    @Test("takes figures whole")
    func figures() throws {
        let fourteen = try question([["14"]])
        #expect(AnswerVerdict(answer(["It passed by 14 votes."]), to: fourteen) == .correct)
        #expect(AnswerVerdict(answer(["It passed in 2014."]), to: fourteen) == .wrong)
        #expect(AnswerVerdict(answer(["It cost 14.5 crowns."]), to: fourteen) == .wrong)
        #expect(AnswerVerdict(answer(["The vote was 14."]), to: fourteen) == .correct)
    }

    @Test("calls silence right only where the corpus does not say")
    func silence() throws {
        #expect(AnswerVerdict(answer([]), to: try question([])) == .declined)
        #expect(AnswerVerdict(answer([]), to: try question([["x"]])) == .missed)
        #expect(AnswerVerdict(answer(["It was x."]), to: try question([])) == .wrong)
    }

    @Test("does not mind case and white space")
    func folding() throws {
        #expect(AnswerVerdict(answer(["THE  North\nStand is gone."]), to: try question([["north stand"]])) == .correct)
    }
}
