import Corpus
import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Answer evaluation")
struct AnswerEvaluationTests {
    private func outcome(_ kind: String, _ verdict: AnswerVerdict, isUnanswerable: Bool = false) throws
        -> AnswerEvaluation.Outcome
    {
        let accepted = isUnanswerable ? "[]" : #"[["x"]]"#
        let json = #"{"id":"q","question":"?","kind":"\#(kind)","accepted":\#(accepted),"evidence":[]}"#
        let isAnswered = verdict == .correct || verdict == .wrong
        return AnswerEvaluation.Outcome(
            question: try JSONDecoder().decode(JudgedQuestion.self, from: Data(json.utf8)),
            answer: Answer(
                id: "ans_1", question: "?", corpus: .standard, status: isAnswered ? .answered : .abstained,
                form: .direct, sentences: [], citations: [], confidence: 0.5, reason: nil, writer: "test"),
            verdict: verdict)
    }

    @Test("counts by kind and in all")
    func tallies() throws {
        let evaluation = AnswerEvaluation([
            try outcome("fact", .correct), try outcome("fact", .correct), try outcome("fact", .wrong),
            try outcome("fact", .missed), try outcome("none", .declined, isUnanswerable: true),
            try outcome("none", .wrong, isUnanswerable: true), try outcome("none", .declined, isUnanswerable: true),
        ])
        let fact = try #require(evaluation.byKind["fact"])
        #expect(fact.asked == 4 && fact.answered == 3 && fact.correct == 2 && fact.answerable == 4)
        #expect(fact.accuracy == 0.5 && fact.precision == 2.0 / 3 && fact.coverage == 0.75)
        #expect(fact.refusal == 0)
        let none = try #require(evaluation.byKind["none"])
        #expect(none.unanswerable == 3 && none.declined == 2 && none.answerable == 0)
        #expect(none.refusal == 2.0 / 3 && none.accuracy == 0 && none.coverage == 0)
        let all = evaluation.total
        #expect(all.asked == 7 && all.answered == 4 && all.precision == 0.5 && all.coverage == 0.75)
    }

    @Test("of no questions is all zeros")
    func empty() {
        let total = AnswerEvaluation([]).total
        #expect(total.asked == 0 && total.accuracy == 0 && total.precision == 0 && total.coverage == 0)
    }
}
