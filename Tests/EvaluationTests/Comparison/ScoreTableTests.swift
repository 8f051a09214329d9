import Corpus
import Evaluation
import Foundation
import Testing

@Suite("Scores by question")
struct ScoreTableTests {
    private let run = Run(
        tag: "ours",
        [
            "q1": ["a", "b", "c"].enumerated().map { Run.Document(id: $0.element, score: 3 - Double($0.offset)) },
            "q3": [Run.Document(id: "x", score: 1)],
        ])
    private let judgements = Judgements(["q1": ["a": 0, "b": 1, "z": 1], "q2": ["y": 1]])

    @Test("of a run: values, what is missing, recall by rank, and what the articles are")
    func ofRun() throws {
        let metrics = [try RetrievalMetric("mrr"), try RetrievalMetric("p@2")]
        let evaluation = RunEvaluation(run, against: judgements, metrics: metrics)
        let documents = ["a": RankedItem(cluster: "s"), "b": RankedItem(cluster: "s")]
        let label = EvidenceQuestion(id: "q1", question: "Who?", kind: "fact", facts: [])
        let table = ScoreTable(
            run, against: judgements, evaluation: evaluation,
            articleMetrics: ["duplicates@3", "current", "credibility@3"].compactMap(ArticleMetric.init),
            documents: documents, labels: ["q1": label])
        #expect(table.metrics == ["mrr", "p@2", "duplicates@3", "current", "credibility@3"] && table.system == "ours")
        let first = table.questions[0]
        #expect(first.values == [0.5, 0.5, 1 / 3, 0, nil] && first.kind == "fact" && first.text == "Who?")
        #expect(table.questions[1].isMissing && table.questions[1].values == [0, 0, nil, 0, nil])
        #expect(table.recallByRank == [0, 0.25, 0.25])
        #expect(table.mean(0) == 0.25 && table.mean(4) == nil)
        #expect(table.mean(0, of: [first]) == 0.5)
    }

    @Test("is read as it was written")
    func file() throws {
        let table = ScoreTable(
            system: "a b", scoring: .facts, metrics: ["mrr@10", "all@10"],
            questions: [
                ScoreTable.Question(id: "2", values: [0, nil], isMissing: true),
                ScoreTable.Question(id: "1", kind: "fact", text: "What \"now\"?\n", values: [0.125, 1]),
            ], recallByRank: [0.5, 1])
        #expect(table.questions.map(\.id) == ["1", "2"])
        let data = try ScoreFile.data(table)
        #expect(try withFile(data) { try ScoreFile.read($0) } == table)
        #expect(String(decoding: data, as: UTF8.self).split(separator: "\n").count == 3)
    }

    private static let heading = #"{"system":"s","scoring":"facts","metrics":["m"],"recall_by_rank":[]}"#

    @Test(
        "names the line of what holds no scores",
        arguments: [
            ("", "Line 1 of"), ("[1]", "is no heading of scores"),
            (#"{"system":"s","scoring":"guess","metrics":["m"],"recall_by_rank":[]}"#, "is no heading"),
            (#"{"system":"s","scoring":"facts","metrics":["m","m"],"recall_by_rank":[]}"#, "has no metrics, or one"),
            (#"{"system":"s","scoring":"facts","metrics":[],"recall_by_rank":[]}"#, "has no metrics, or one"),
            (heading + "\n{}", "Line 2 of"),
            (heading + "\n" + #"{"id":"a","values":[1,2],"is_missing":false}"#, "has 2 values for 1 metrics"),
            (heading + String(repeating: "\n" + #"{"id":"a","values":[1],"is_missing":false}"#, count: 2), "repeats"),
        ])
    func malformed(text: String, message: String) throws {
        try withFile(text) { file in
            let error = #expect(throws: BylineError.self) { try ScoreFile.read(file) }
            #expect(error?.code == .scoresMalformed && error?.message.contains(message) == true)
        }
    }
}
