import Foundation
import Store
import Testing

@testable import Reasoning
@testable import Retrieval

@Suite("Evidence assessment")
struct EvidenceAssessmentTests {
    private let chair = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: ["Retired judge Beatrix Orlane chairs the flood inquiry.", "The inquiry will hear 94 witnesses."])
    private let bakery = Evidence.Article(
        source: "Radio", title: "Bakery wins prize", day: "2025-03-04",
        sentences: ["A bakery in the harbour won a prize."])

    private func features(_ question: String, _ articles: [Evidence.Article]) throws -> [String: Double] {
        let assessment = try Evidence.task(question, articles).assessment
        return Dictionary(uniqueKeysWithValues: assessment.features.map { ($0.name, $0.value) })
    }

    @Test("is higher in what speaks for an answer where the evidence has it than where it is gone")
    func tells() throws {
        let question = "Who chairs the flood inquiry?"
        let (with, without) = (try features(question, [chair, bakery]), try features(question, [bakery]))
        for name in ["whole.meaning", "whole.sentence", "whole.passage", "whole.together", "all.coverage"] {
            #expect(try #require(with[name]) > (try #require(without[name])), "\(name)")
        }
        #expect(with["whole.sentence"] == 1)
    }

    @Test("of no evidence is all finite, and names no nearest passage")
    func empty() throws {
        let assessment = try Evidence.task("Who chairs the flood inquiry?", []).assessment
        #expect(assessment.nearest == nil)
        #expect(assessment.features.allSatisfy { $0.value.isFinite })
    }

    @Test("says which passage comes nearest")
    func nearest() throws {
        #expect(try Evidence.task("Who chairs the flood inquiry?", [bakery, chair]).assessment.nearest == 1)
    }

    @Test("does not look at how the question is put")
    func phrasing() throws {
        let plain = try features("Who chairs the flood inquiry?", [chair, bakery])
        let wordy = try features("And who is it that chairs the flood inquiry?", [chair, bakery])
        for name in ["whole.sentence", "whole.passage", "all.coverage", "names.all", "names.known"] {
            #expect(plain[name] == wordy[name], "\(name)")
        }
    }

    @Test("thinks less of evidence that has nothing by an outlet that is asked for")
    func outlets() throws {
        func chance(askingFor outlets: Set<String>) throws -> Double {
            let whole = WritingTask.Part(
                question: "Who chairs the flood inquiry?", vector: Evidence.vector("chairs flood inquiry"))
            let search = SearchPlan(
                terms: ["chairs", "flood", "inquiry"].map { .init(word: $0, stem: $0, weight: 1) }, clauses: [],
                outlets: outlets, times: [], asksForNow: false, moment: Date(timeIntervalSince1970: 0))
            let sought = SoughtMatter(
                whole: whole, search: search,
                statistics: TermStatistics(chunks: 0, averageLength: 0, frequencies: [:]), clauseVectors: [])
            return try WritingTask(
                plan: QuestionPlanner().plan(whole.question), whole: whole, parts: [],
                evidence: Evidence.hits([chair, bakery]), maximumSentences: 5, sought: sought
            ).assessment.chance()
        }
        let (none, found) = (try chance(askingFor: []), try chance(askingFor: ["ledger"]))
        #expect(abs(none - found) < 1e-6)
        #expect(try chance(askingFor: ["ledger", "gazette"]) < found)
    }

    @Test("every number that a model looks at is measured")
    func names() throws {
        let assessment = try Evidence.task("Who chairs the flood inquiry?", [chair]).assessment
        let known = Set(assessment.features.map(\.name))
        #expect(Set(SufficiencyModel.answerable.terms.map(\.name)).isSubset(of: known))
        let ofClauses = Set(assessment.clauses.flatMap(\.features).map(\.name))
        #expect(Set(SufficiencyModel.clause.terms.map(\.name)).isSubset(of: ofClauses))
    }

    @Test("is read back as it was written")
    func coding() throws {
        let assessment = try Evidence.task("Who chairs the flood inquiry?", [chair]).assessment
        let data = try JSONEncoder().encode(assessment)
        #expect(try JSONDecoder().decode(EvidenceAssessment.self, from: data) == assessment)
    }
}
