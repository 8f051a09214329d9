import Evaluation
import Foundation
import Testing

/// What trec_eval makes of random runs: see Scripts/make-metric-reference.py.
@Suite("Metrics against trec_eval")
struct MetricReferenceTests {
    private struct Reference: Decodable {
        struct Case: Decodable {
            let qrels: [String: [String: Int]]
            let run: [String: [String: Double]]
            let values: [String: [Double]]
            let means: [Double]
        }

        let metrics: [String]
        let cases: [Case]
    }

    private let reference: Reference

    init() throws {
        let file = try #require(
            Bundle.module.url(forResource: "metric-reference", withExtension: "json", subdirectory: "Resources"))
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    @Test("are the same to 1e-6, question by question and in the mean, ties and missing questions included")
    func same() throws {
        let metrics = try reference.metrics.map { try RetrievalMetric($0) }
        #expect(reference.cases.count == 12 && metrics.count == 17)
        var compared = 0
        for (number, known) in reference.cases.enumerated() {
            let run = Run(
                tag: "t", known.run.mapValues { $0.map { Run.Document(id: $0.key, score: $0.value) } })
            let evaluation = RunEvaluation(run, against: Judgements(known.qrels), metrics: metrics)
            #expect(Set(evaluation.values.keys) == Set(known.values.keys))
            #expect(evaluation.unjudged == 1)
            for (question, values) in known.values {
                for (index, value) in values.enumerated() {
                    let ours = try #require(evaluation.values[question])[index]
                    #expect(abs(ours - value) < 1e-6, "\(metrics[index]) of \(question) in case \(number)")
                    compared += 1
                }
            }
            for (index, mean) in known.means.enumerated() {
                #expect(abs(evaluation.means[index] - mean) < 1e-6, "mean \(metrics[index]) in case \(number)")
            }
        }
        #expect(compared == 12 * 8 * 17)
        // The cases that matter are among them.
        #expect(reference.cases.contains { known in known.qrels.keys.contains { known.run[$0] == nil } })
        #expect(reference.cases.contains { $0.run.values.contains { Set($0.values).count < $0.count } })
        #expect(reference.cases.contains { $0.qrels.values.contains { $0.values.allSatisfy { $0 <= 0 } } })
    }
}
