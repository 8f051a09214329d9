import Testing

@testable import Retrieval

@Suite("Question terms")
struct QuestionTermsTests {
    @Test("are the words of a question without stop words, each once")
    func terms() {
        #expect(
            QuestionTerms.terms(of: "How many homes did the flood reach, and which homes?") == [
                "homes", "flood", "reach",
            ])
        #expect(QuestionTerms.terms(of: "Who is it?") == ["who", "is", "it"])
        #expect(QuestionTerms.terms(of: (0..<500).map { "w\($0)" }.joined(separator: " ")).count == QuestionTerms.limit)
    }
}
