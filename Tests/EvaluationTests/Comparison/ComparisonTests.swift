import Corpus
import Evaluation
import Testing

@Suite("Comparison of two runs")
struct ComparisonTests {
    private func table(
        _ values: [String: [Double?]], metrics: [String] = ["mrr", "p@1"], kinds: [String: String] = [:],
        missing: Set<String> = [], scoring: ScoreTable.Scoring = .judgements, system: String = "s"
    ) -> ScoreTable {
        ScoreTable(
            system: system, scoring: scoring, metrics: metrics,
            questions: values.map { id, values in
                ScoreTable.Question(id: id, kind: kinds[id], values: values, isMissing: missing.contains(id))
            })
    }

    @Test("counts a question that one run lacks as 0 for it, and names it")
    func missing() throws {
        let comparison = try Comparison(
            baseline: table(["a": [1, 1], "b": [0.5, 0], "d": [0, 0]], missing: ["d"]),
            new: table(["a": [0.5, 0], "c": [1, 1], "d": [1, 1]]))
        #expect(comparison.pairs.map(\.id) == ["a", "b", "c", "d"])
        #expect(comparison.missingFromNew == ["b"] && comparison.missingFromBaseline == ["c", "d"])
        let mrr = try #require(comparison.rows.first).paired
        #expect((mrr.questions, mrr.baseline, mrr.new) == (4, 0.375, 0.625))
        #expect((mrr.wins, mrr.ties, mrr.losses) == (2, 0, 2))
        // The worst first; of equals, the first by id.
        #expect(comparison.worst(10).map(\.id) == ["a", "b"] && comparison.worst(1).map(\.id) == ["a"])
        #expect(comparison.worst(10, metric: 1).map(\.id) == ["a"] && comparison.worst(-1).isEmpty)
    }

    @Test("leaves out of a metric what has no value in it")
    func withoutValue() throws {
        let comparison = try Comparison(
            baseline: table(["a": [nil, 1], "b": [0.5, 0]]), new: table(["a": [1, 1], "b": [1, 0]]))
        #expect(comparison.rows.map(\.paired.questions) == [1, 2])
        #expect(comparison.worst(10).isEmpty)
    }

    @Test("compares by kind where there are several")
    func kinds() throws {
        let kinds = ["a": "fact", "b": "fact"]
        let comparison = try Comparison(
            baseline: table(["a": [1, 1], "b": [1, 1], "c": [0, 0]], kinds: kinds),
            new: table(["a": [0, 1], "b": [1, 1], "c": [1, 0]], kinds: kinds))
        #expect(comparison.byKind["fact"]?.map(\.losses) == [1, 0] && comparison.byKind[""]?.map(\.wins) == [1, 0])
        #expect(try Comparison(baseline: table(["a": [1, 1]]), new: table(["a": [1, 1]])).byKind.isEmpty)
    }

    @Test("calls worse only what is significantly so, by the p-values of all metrics that are looked at")
    func significance() throws {
        // Eight questions all worse: p = 2 / 256 for each metric, and 4 / 256 of two.
        let ids = (0..<8).map { "q\($0)" }
        let old = table(Dictionary(ids.map { ($0, [1, 1]) }) { first, _ in first })
        let new = table(Dictionary(ids.map { ($0, [0.5, 1]) }) { first, _ in first })
        let both = try Comparison(baseline: old, new: new)
        #expect(both.rows.map(\.adjustedPValue) == [4 / 256.0, 1])
        #expect(both.significantlyWorse(level: 0.05) == ["mrr"] && both.significantlyWorse(level: 0.01).isEmpty)
        let one = try Comparison(baseline: old, new: new, metrics: ["mrr", "mrr"])
        #expect(one.significantlyWorse(level: 0.01) == ["mrr"] && one.metrics == ["mrr"])
        let back = try Comparison(baseline: new, new: old)
        #expect(back.significantlyWorse(level: 0.05).isEmpty)
        #expect(back.rows.map { $0.isSignificantlyBetter(level: 0.05) } == [true, false])
    }

    @Test("takes fewer duplicates as better, and a missing question as full of them")
    func direction() throws {
        let ids = (0..<9).map { "q\($0)" }
        func duplicates(_ value: Double) -> ScoreTable {
            table(Dictionary(ids.map { ($0, [value]) }) { first, _ in first }, metrics: ["duplicates@5"])
        }
        let worse = try Comparison(baseline: duplicates(0.2), new: duplicates(0.6))
        #expect(worse.significantlyWorse(level: 0.05) == ["duplicates@5"] && worse.worst(2).count == 2)
        let better = try Comparison(baseline: duplicates(0.6), new: duplicates(0.2))
        #expect(better.significantlyWorse(level: 0.05).isEmpty && better.rows[0].isSignificantlyBetter(level: 0.05))
        let gone = try Comparison(baseline: duplicates(0.2), new: table([:], metrics: ["duplicates@5"]))
        #expect(gone.rows[0].paired.new == 1)
    }

    @Test("refuses what cannot be compared")
    func refusals() {
        let judged = table(["a": [1, 1]])
        func code(_ body: () throws -> Void) -> BylineError.Code? {
            do { try body() } catch { return (error as? BylineError)?.code }
            return nil
        }
        #expect(
            code { _ = try Comparison(baseline: table(["a": [1, 1]], scoring: .facts), new: judged) }
                == .scoresIncomparable)
        #expect(
            code { _ = try Comparison(baseline: table(["a": [1]], metrics: ["map"]), new: judged) }
                == .scoresIncomparable)
        #expect(code { _ = try Comparison(baseline: table([:]), new: table([:])) } == .scoresIncomparable)
        #expect(code { _ = try Comparison(baseline: judged, new: judged, metrics: ["map"]) } == .unknownMetric)
    }
}
