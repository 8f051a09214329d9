import Testing

@testable import Reasoning

@Suite("Gate: parts found")
struct PartsFoundGateTests {
    private let chair = Evidence.Article(
        source: "Ledger", title: "Flood inquiry opens", day: "2025-03-03",
        sentences: ["Retired judge Beatrix Orlane chairs the flood inquiry."])

    private func verdict(
        _ clauses: [String], _ articles: [Evidence.Article], absentOutlets: [String] = []
    ) throws -> Verdict {
        let question = clauses.joined(separator: " and ")
        let plan = QuestionPlanner().plan(question)
        let whole = WritingTask.Part(question: question, vector: Evidence.vector(question))
        let sought = SoughtMatter(
            clauses: clauses.map { .init(question: $0, vector: Evidence.vector($0)) }, whole: whole,
            absentOutlets: absentOutlets)
        let task = WritingTask(
            plan: plan, whole: whole, parts: [], evidence: try Evidence.hits(articles), maximumSentences: 5,
            sought: sought)
        return PartsFoundGate().verdict(on: WeighedEvidence(task: task, isBroadened: false))
    }

    @Test("names the part that nothing was found on, and not the other")
    func missing() throws {
        let verdict = try verdict(
            ["who chairs the flood inquiry", "which zeppelin docked above Quartzhaven cathedral"], [chair])
        #expect(verdict.outcome == .failed)
        #expect(verdict.explanation.contains("zeppelin") && !verdict.explanation.contains("inquiry"))
    }

    @Test("passes a question of one part, and one of which every part was found")
    func found() throws {
        #expect(try verdict(["which zeppelin docked above Quartzhaven cathedral"], [chair]) == .passed)
        #expect(try verdict(["who chairs the flood inquiry", "retired judge Beatrix Orlane"], [chair]) == .passed)
    }

    @Test("leaves to another gate that nothing at all was found")
    func nothing() throws {
        #expect(try verdict(["which zeppelin docked", "what Quartzhaven cathedral weighs"], [chair]) == .passed)
    }

    @Test("names an outlet that is asked for and of which there is nothing, unless a title speaks of it")
    func absentOutlet() throws {
        let verdict = try verdict(["who chairs the flood inquiry"], [chair], absentOutlets: ["Reuters", "Inquiry"])
        #expect(verdict.outcome == .failed)
        #expect(verdict.explanation == "The corpus has nothing by \u{201C}Reuters\u{201D}.")
        #expect(
            try self.verdict(["who chairs the flood inquiry"], [chair], absentOutlets: ["Inquiry"]) == .passed)
    }
}
