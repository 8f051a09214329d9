import Corpus
import Retrieval
import Testing

@testable import Reasoning

@Suite("Sought matter")
struct SoughtMatterTests {
    private let nothing = FoundWords(
        pool: SentencePool([]), likeness: WordLikeness(questions: [], evidence: [], by: nil))

    @Test("without a search is the whole question, whose words count the same")
    func whole() {
        let matter = SoughtMatter(whole: .init(question: "Who chairs the flood inquiry?", vector: [1]))
        #expect(matter.clauses.count == 1)
        let terms = matter.whole.terms(in: nothing)
        #expect(abs(terms.coverage { $0.stem == Stemmer.stem("flood") ? 1 : 0 } - 1.0 / 3) < 1e-6)
        #expect(abs(terms.coverage { _ in 1 } - 1) < 1e-6)
    }

    @Test("a clause without words covers nothing and is no number that is none")
    func empty() {
        let matter = SoughtMatter(whole: .init(question: "Who is it?", vector: []))
        #expect(matter.whole.terms(in: nothing).coverage { _ in 1 } == 0)
    }
}
