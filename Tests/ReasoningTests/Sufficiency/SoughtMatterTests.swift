import Corpus
import Testing

@testable import Reasoning

@Suite("Sought matter")
struct SoughtMatterTests {
    @Test("without a search is the whole question, whose words count the same")
    func whole() {
        let matter = SoughtMatter(whole: .init(question: "Who chairs the flood inquiry?", vector: [1]))
        #expect(matter.clauses.count == 1)
        #expect(abs(matter.whole.coverage { $0 == Stemmer.stem("flood") ? 1 : 0 } - 1.0 / 3) < 1e-6)
        #expect(abs(matter.whole.coverage { _ in 1 } - 1) < 1e-6)
    }

    @Test("a clause without words covers nothing and is no number that is none")
    func empty() {
        let matter = SoughtMatter(whole: .init(question: "Who is it?", vector: []))
        #expect(matter.whole.coverage { _ in 1 } == 0)
    }
}
