import Corpus
import Evaluation
import Testing

@Suite("Retrieval metric")
struct RetrievalMetricTests {
    @Test(
        "is read from its name, and says it", arguments: ["ndcg", "ndcg@10", "map@3", "mrr", "p@5", "recall", "rprec"])
    func names(name: String) throws {
        #expect(try RetrievalMetric(name).description == name)
    }

    @Test(
        "has no other names, and a cut-off where there must be one",
        arguments: [
            "", "@", "ndcg@", "ndcg@0", "ndcg@-1", "ndcg@1@2", "p", "hits", "judged", "rprec@5", "bleu", "p@ten",
        ])
    func unknown(name: String) {
        let error = #expect(throws: BylineError.self) { try RetrievalMetric(name) }
        #expect(error?.code == "unknown-metric")
        #expect(error?.message == "There is no metric '\(name)'.")
        #expect(error?.remedy.hasPrefix("Choose from ndcg, map") == true)
    }

    @Test("of nothing, or where nothing is relevant, is 0")
    func nothing() {
        for metric in RetrievalMetric.standard {
            #expect(metric.value(of: [], grades: ["a": 1]) == 0)
            #expect(metric.value(of: [], grades: [:]) == 0)
            if metric.kind != .judged { #expect(metric.value(of: ["a"], grades: ["a": 0]) == 0) }
        }
    }

    @Test("of the best ranking is 1")
    func best() throws {
        for name in ["ndcg@2", "map", "mrr", "p@2", "recall", "hits@1", "rprec", "judged@9"] {
            #expect(try RetrievalMetric(name).value(of: ["b", "a"], grades: ["a": 1, "b": 3]) == 1, "\(name)")
        }
    }

    @Test("counts what the run lacks as 0, and leaves out what nobody judged")
    func missing() throws {
        let run = Run(tag: "t", ["a": [.init(id: "d", score: 1)], "c": [.init(id: "d", score: 1)]])
        let evaluation = RunEvaluation(
            run, against: Judgements(["a": ["d": 1], "b": ["d": 1]]), metrics: [try RetrievalMetric("mrr")])
        #expect(evaluation.means == [0.5])
        #expect(evaluation.missing == ["b"] && evaluation.unjudged == 1)
        #expect(evaluation.questionsFromLowest == ["b", "a"])
        #expect(RunEvaluation(run, against: Judgements([:]), metrics: [try RetrievalMetric("mrr")]).means == [0])
    }
}
