import Evaluation
import Foundation
import Retrieval
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite("Reports")
struct EvaluationReportTests {
    private static let hostile = "<script>alert('1')</script>&\"\u{202E}\u{1B}[2J"

    private func table(_ system: String, shift: Double) -> ScoreTable {
        let questions = (0..<20).map { number -> ScoreTable.Question in
            let value = min(Double(number % 5) / 5 + shift, 1)
            return ScoreTable.Question(
                id: "q\(number)\(Self.hostile)", kind: number % 2 == 0 ? Self.hostile : "fact", text: Self.hostile,
                values: [value, number == 0 ? nil : 0.5])
        }
        return ScoreTable(
            system: system, scoring: .judgements, metrics: ["ndcg@10", Self.hostile], questions: questions,
            recallByRank: (1...30).map { Double($0) / 30 })
    }

    private func comparison() throws -> (Comparison, [ExaminedQuestion]) {
        let comparison = try Comparison(
            baseline: table(Self.hostile, shift: 0.15), new: table("new" + Self.hostile, shift: 0))
        let hits = [
            ExplainedHit(
                id: Self.hostile, score: 1, relevance: 0, source: Self.hostile, title: Self.hostile,
                excerpt: Self.hostile,
                signals: [Signal(name: Self.hostile, value: 1, weight: 1)]),
            ExplainedHit(id: "x", score: 0.5, relevance: 2), ExplainedHit(id: "y", score: 0.25),
        ]
        let explained = ExplainedRun(Dictionary(comparison.pairs.map { ($0.id, hits) }) { first, _ in first })
        return (comparison, comparison.examined(10, baseline: explained, new: nil))
    }

    private func contains(_ page: String, _ texts: String...) -> Bool { texts.allSatisfy { page.contains($0) } }

    /// Each `<svg>` must be well-formed, and nothing of others may be markup.
    private func check(_ page: String, plots: Int) {
        // As values, so that a failure does not print the page.
        let isWhole = page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n")
        let isForeign = ["<script", "\u{202E}", "\u{1B}", " src=", "href=", "url(", "@import", "http:", "https:"]
            .filter(page.contains)
        let isNumber = !page.contains(/="-?(?:nan|inf)/)
        #expect(isWhole && isForeign.isEmpty && isNumber)
        let drawings = page.matches(of: /<svg [\s\S]*?<\/svg>/).map { String($0.output) }
        #expect(drawings.count == plots)
        for drawing in drawings { #expect(XMLParser(data: Data(drawing.utf8)).parse(), "\(drawing.prefix(200))") }
        let tags = ["section", "article", "table", "figure", "div", "ol", "li", "p"]
        for tag in tags {
            let opened = page.components(separatedBy: "<\(tag)>").count + page.components(separatedBy: "<\(tag) ").count
            #expect(opened - 2 == page.components(separatedBy: "</\(tag)>").count - 1, "\(tag)")
        }
    }

    @Test("of two runs: verdict, plots, kinds and the worst questions, all text escaped")
    func ofComparison() throws {
        let (comparison, worst) = try comparison()
        #expect(worst.count == 10)
        let page = EvaluationReport.page(of: comparison, worst: worst, level: 0.05)
        // Two intervals, the recall, the scatter and the kinds.
        check(page, plots: 5)
        #expect(contains(page, "Significantly worse: ndcg@10"))
        #expect(contains(page, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"))
        #expect(page.components(separatedBy: "<article>").count == 11)
        #expect(contains(page, "Not at hand.", "prefers-color-scheme: dark"))
    }

    @Test("of two runs that are the same, and of one that lacks a question")
    func ofEqual() throws {
        let same = try Comparison(baseline: table("a", shift: 0), new: table("a", shift: 0))
        check(EvaluationReport.page(of: same, worst: [], level: 0.05), plots: 5)
        #expect(
            contains(EvaluationReport.page(of: same, worst: [], level: 0.05), "No metric differs significantly."))
        let one = ScoreTable(
            system: "b", scoring: .judgements, metrics: ["ndcg@10"],
            questions: [ScoreTable.Question(id: "q0", values: [2.5])])
        let lacking = try Comparison(baseline: table("a", shift: 0), new: one)
        let page = EvaluationReport.page(of: lacking, worst: lacking.examined(3, baseline: nil, new: nil), level: 0.05)
        check(page, plots: 4)
        #expect(contains(page, "Missing from the new run, and counted as 0 for it: 20 questions"))
        #expect(contains(page, "and 10 more", "Nothing: the question is missing."))
    }

    @Test("of one run, with and without kinds and recall")
    func ofScores() {
        check(EvaluationReport.page(of: table("a" + Self.hostile, shift: 0)), plots: 2)
        let bare = ScoreTable(
            system: "s", scoring: .facts, metrics: ["m"], questions: [ScoreTable.Question(id: "q", values: [nil])])
        let page = EvaluationReport.page(of: bare)
        check(page, plots: 0)
        #expect(contains(page, "<td>–</td>"))
        let short = ScoreTable(system: "s", scoring: .facts, metrics: ["m"], questions: [], recallByRank: [0.5])
        check(EvaluationReport.page(of: short), plots: 1)
    }

    private func page(_ calibration: Calibration) -> String {
        EvaluationReport.page(
            of: calibration, declining: RefusalCurve([(1, true)]).point(at: 0), areaUnderROC: nil, title: Self.hostile)
    }

    @Test("of confidences: the reliability diagram with a point for each bin")
    func ofConfidences() {
        let calibration = Calibration((0..<50).map { (Double($0) / 49, $0 % 3 != 0) })
        let page = self.page(calibration)
        check(page, plots: 1)
        #expect(page.components(separatedBy: "<circle").count - 1 == calibration.bins.count)
        check(self.page(Calibration([(confidence: Double, isRight: Bool)]())), plots: 1)
    }
}
