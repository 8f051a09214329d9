import Testing

@testable import Reasoning

@Suite("Gates of a whole answer")
struct AnswerGateTests {
    private func answer(_ question: String, _ texts: [String], form: Answer.Form = .direct) throws -> WrittenAnswer {
        WrittenAnswer(
            task: try Evidence.task(question, []), form: form,
            sentences: texts.enumerated().map { AnswerSentence(index: $0, text: $1, citations: [1], publishers: 1) },
            withheld: texts.isEmpty ? [WithheldSentence(gate: "g", reason: "It said too much.")] : [], writer: "w")
    }

    @Test("an answer without a sentence is none, and says why")
    func nothingLeft() throws {
        #expect(SomethingLeftGate().verdict(on: try answer("Who?", ["Orlane does."])) == .passed)
        #expect(SomethingLeftGate().verdict(on: try answer("Who?", [])).explanation.contains("It said too much."))
    }

    @Test(
        "an answer has what its question asks for",
        arguments: [
            ("When did the inquiry open?", "It opened on 3 March 2025.", Answer.Form.direct, true),
            ("When did the inquiry open?", "It opened in the hall.", .direct, false),
            ("How many witnesses were heard?", "It heard 94 witnesses.", .direct, true),
            ("How many witnesses were heard?", "It heard witnesses.", .direct, false),
            ("Did the inquiry open?", "Yes, it opened.", .direct, true),
            ("Did the inquiry open?", "It opened.", .direct, false),
            ("Did the inquiry open?", "It opened.", .sides, true),
            ("Who chairs the inquiry?", "Orlane.", .direct, true),
        ])
    func kinds(question: String, text: String, form: Answer.Form, passes: Bool) throws {
        let verdict = AnswersKindGate().verdict(on: try answer(question, [text], form: form))
        #expect((verdict.outcome == .passed) == passes, "\(verdict)")
    }
}
