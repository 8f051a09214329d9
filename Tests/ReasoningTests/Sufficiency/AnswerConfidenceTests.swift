import Testing

@testable import Reasoning

@Suite("Answer confidence")
struct AnswerConfidenceTests {
    private let inquiry = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: ["Retired judge Beatrix Orlane chairs the flood inquiry."])

    @Test("is 0 where nothing was looked for")
    func nothing() {
        #expect(AnswerConfidence.confidence(of: .answered, nil) == 0)
        #expect(AnswerConfidence.confidence(of: .abstained, nil) == 0)
    }

    @Test("of an abstention falls with what speaks for an answer, that of an answer does not")
    func opposite() throws {
        let near = try Evidence.task("Who chairs the flood inquiry?", [inquiry]).assessment
        let far = try Evidence.task("Which zeppelin docked above Quartzhaven?", [inquiry]).assessment
        #expect(
            AnswerConfidence.confidence(of: .abstained, near) < AnswerConfidence.confidence(of: .abstained, far))
        #expect(AnswerConfidence.confidence(of: .answered, near) >= AnswerConfidence.confidence(of: .answered, far))
    }
}
