import Corpus
import Evaluation
import Foundation
import Retrieval
import Testing

@Suite("Runs with reasons")
struct ExplainedRunTests {
    private let hit = ExplainedHit(
        id: "b", score: 0.25, relevance: 1, source: "Tide", title: "Port <strike>",
        publishedAt: Date(timeIntervalSince1970: 0),
        excerpt: "The port.", signals: [Signal(name: "similarity", value: 0.5, weight: 0.5)])

    @Test("reasons are the signals that moved a hit, the strongest first")
    func reasons() {
        let signals = [
            Signal(name: "title", value: 0.0004, weight: 1), Signal(name: "similarity", value: 0.5, weight: 0.5),
            Signal(name: "repetition", value: 3, weight: -0.2), Signal(name: "coverage", value: 0, weight: 1),
        ]
        #expect(ExplainedHit(id: "a", score: 1, signals: signals).reasons.map(\.name) == ["repetition", "similarity"])
    }

    @Test("are read as they were written")
    func file() throws {
        let run = ExplainedRun(["q": [hit], "p": []])
        let read = try withFile(try run.data()) { try ExplainedRun.read($0) }
        #expect(read.rankings == run.rankings)
    }

    @Test("take order and scores from the run, relevance from the judges, and reasons from beside it")
    func joined() throws {
        let run = Run(tag: "t", ["q": [Run.Document(id: "b", score: 1), Run.Document(id: "a", score: 2)]])
        let joined = ExplainedRun(
            run, judgements: Judgements(["q": ["b": 0]]), explained: ExplainedRun(["q": [hit]]), depth: 2)
        let hits = try #require(joined.rankings["q"])
        #expect(hits.map(\.id) == ["a", "b"] && hits.map(\.score) == [2, 1] && hits.map(\.relevance) == [nil, 0])
        #expect(hits[1].signals == hit.signals && hits[1].title == "Port <strike>" && hits[0].signals.isEmpty)
        #expect(ExplainedRun(run, judgements: Judgements([:]), depth: 1).rankings["q"]?.count == 1)
    }

    @Test(
        "name the line of what explains nothing",
        arguments: [
            ("{", "explains no question"), (#"{"question":"q","hits":[{}]}"#, "explains no question"),
            (#"{"question":"q","hits":[]}"# + "\n" + #"{"question":"q","hits":[]}"#, "Line 2 of"),
        ])
    func malformed(text: String, message: String) throws {
        try withFile(text) { file in
            let error = #expect(throws: BylineError.self) { try ExplainedRun.read(file) }
            #expect(error?.code == .explanationsMalformed && error?.message.contains(message) == true)
        }
    }
}
