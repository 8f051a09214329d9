import Corpus
import Store
import Testing

@testable import Reasoning
@testable import Retrieval

@Suite("Sought names")
struct SoughtNamesTests {
    private func names(of question: String, common: [String: Int]) -> SoughtNames {
        let terms = QuestionTerms.terms(of: question)
        let frequencies = Dictionary(uniqueKeysWithValues: terms.map { ($0, common[$0] ?? 0) })
        let plan = SearchPlanner(outlets: OutletDirectory(outlets: ["The Verge"])).plan(question, asOf: nil)
        let sought = SoughtMatter(
            whole: .init(question: question, vector: []), search: plan,
            statistics: TermStatistics(chunks: 1000, averageLength: 100, frequencies: frequencies), clauseVectors: [])
        return SoughtNames(plan: QuestionPlanner().plan(question), sought: sought)
    }

    private func stems(_ text: String) -> Set<String> { Set(Words.words(in: text).map(\.stem)) }

    @Test("stand in a passage by the word that tells them from others")
    func rarest() {
        let names = names(of: "Which part did Layton Williams play?", common: ["williams": 40, "layton": 1])
        #expect(names.names.map(\.text) == ["Layton Williams"])
        #expect(names.missing(in: [stems("Robbie Williams sang.")]) == "Layton Williams")
        #expect(names.known(in: [stems("Robbie Williams sang.")]) == 0)
        #expect(names.missing(in: [stems("Robbie Williams sang."), stems("Layton played a clerk.")]) == nil)
        #expect(names.known(in: [stems("Layton played a clerk.")]) == 1)
    }

    @Test("are missing where there is no passage, and never where there is no name")
    func none() {
        #expect(names(of: "Did Layton act?", common: [:]).missing(in: []) == "Layton")
        #expect(names(of: "who acted then", common: [:]).missing(in: []) == nil)
        #expect(names(of: "who acted then", common: [:]).known(in: []) == 1)
    }

    @Test("are no letters that stand alone")
    func initials() {
        #expect(names(of: "How many states of the U.S. voted?", common: [:]).names.isEmpty)
        #expect(names(of: "Did J. Layton act?", common: [:]).names.map(\.rarest) == [Stemmer.stem("layton")])
    }

    @Test("are not the outlets that the question asks for")
    func outlets() {
        let names = names(of: "What did The Verge say about Layton?", common: [:])
        #expect(names.names.map(\.text) == ["Layton"])
    }
}
