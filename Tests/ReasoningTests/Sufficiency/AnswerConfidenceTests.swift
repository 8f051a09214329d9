import Testing

@testable import Reasoning

@Suite("Answer confidence")
struct AnswerConfidenceTests {
    private let inquiry = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: [
            "Retired judge Beatrix Orlane chairs the flood inquiry.", "The hall was cold and the tea was late.",
        ])

    @Test("of an abstention is 0 where nothing was looked for, and falls with what speaks for an answer")
    func abstention() throws {
        #expect(AnswerConfidence.ofAbstention(nil) == 0)
        let near = try Evidence.task("Who chairs the flood inquiry?", [inquiry]).assessment
        let far = try Evidence.task("Which zeppelin docked above Quartzhaven?", [inquiry]).assessment
        #expect(AnswerConfidence.ofAbstention(near) < AnswerConfidence.ofAbstention(far))
    }

    @Test("of an answer rises with how well its sentence fits the question")
    func answer() throws {
        let task = try Evidence.task("Who chairs the flood inquiry?", [inquiry])
        func confidence(_ sentence: Int) -> Double {
            let draft = DraftSentence(
                text: inquiry.sentences[sentence], sources: [Quote(evidence: 0, sentences: sentence...sentence)])
            return AnswerConfidence.ofAnswer(AnswerMeasures([draft], of: task, publishers: 1).features)
        }
        #expect(confidence(0) > confidence(1))
        #expect((0...1).contains(confidence(0)))
    }

    @Test("measures are named once each, and none is taken of an answer without sentences")
    func measures() throws {
        let task = try Evidence.task("Who chairs the flood inquiry?", [inquiry])
        let draft = DraftSentence(text: inquiry.sentences[0], sources: [Quote(evidence: 0, sentences: 0...0)])
        let measures = AnswerMeasures([draft], of: task, publishers: 1).features
        #expect(Set(measures.map(\.name)).count == measures.count)
        let known = Set(measures.map(\.name))
        #expect(SufficiencyModel.right.terms.allSatisfy { known.contains($0.name) })
        #expect(AnswerMeasures([], of: task, publishers: 0).features.isEmpty)
        let nowhere = DraftSentence(text: "?", sources: [Quote(evidence: 9, sentences: 0...0)])
        #expect(AnswerMeasures([nowhere], of: task, publishers: 0).features.isEmpty)
    }
}
