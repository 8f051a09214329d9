import Corpus
import Foundation
import Retrieval
import Testing

@Suite("Weights of signals")
struct SignalWeightsTests {
    private struct Constant: RankingSignal {
        let name: String
        let summary = "Always 1."
        func values(for set: CandidateSet) -> [Float] { set.candidates.map { _ in 1 } }
    }

    private let catalogue = SignalCatalogue([(Constant(name: "a"), 0.25), (Constant(name: "b"), 0.75)])

    private func read(_ text: String) throws -> SignalWeights {
        let file = FileManager.default.temporaryDirectory.appending(path: "weights-\(UUID().uuidString).json")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try SignalWeights.read(file)
    }

    private func weights(_ weighted: SignalCatalogue) -> [Float] { weighted.entries.map(\.weight) }

    @Test("a signal that is not named keeps its weight")
    func partial() throws {
        let weighted = try catalogue.weighted(by: try read(#"{"version":1,"weights":{"b":2.5}}"#))
        #expect(weights(weighted) == [0.25, 2.5])
        #expect(weighted.entries.map(\.signal.name) == ["a", "b"])
        #expect(weights(try catalogue.weighted(by: try read(#"{"version":1,"weights":{}}"#))) == [0.25, 0.75])
    }

    @Test("a name that is no signal's is refused, and those that there are are named")
    func unknown() throws {
        let weights = try read(#"{"version":1,"weights":{"b":1,"zeal":1,"luck":1}}"#)
        let error = #expect(throws: BylineError.self) { try catalogue.weighted(by: weights) }
        #expect(error?.code == .unknownSignal)
        #expect(error?.message == "There is no signal 'luck'.")
        #expect(error?.remedy == "Choose from a, b.")
    }

    @Test("what is no file of weights is refused, with the form of one")
    func malformed() throws {
        for text in [
            "", "[]", "{", #"{"weights":{}}"#, #"{"version":2,"weights":{}}"#, #"{"version":1}"#,
            #"{"version":1,"weights":{"a":"much"}}"#, #"{"version":1,"weights":{"a":1e400}}"#,
            #"{"version":1,"weights":{"a":1e39}}"#, #"{"version":1,"weights":[["a",1]]}"#, "\u{FEFF}\0\0",
            String(repeating: "[0]\n", count: 400_000),
        ] {
            let error = #expect(throws: BylineError.self, "\(text)") { try read(text) }
            #expect(error?.code == .weightsMalformed, "\(text)")
            #expect(error?.remedy.contains("version 1") == true)
        }
        #expect(throws: BylineError.self) { try SignalWeights.read(URL(filePath: "/nowhere/weights.json")) }
    }

    @Test("a negative weight must be meant")
    func negative() throws {
        let error = #expect(throws: BylineError.self) { try read(#"{"version":1,"weights":{"a":-0.5}}"#) }
        #expect(error?.message.contains("the negative weight -0.5 for 'a'") == true)
        let meant = try read(#"{"version":1,"weights":{"a":-0.5},"allows_negative":true}"#)
        #expect(weights(try catalogue.weighted(by: meant)) == [-0.5, 0.75])
    }

    @Test("weights that are all 0 rank nothing")
    func allZero() throws {
        let error = #expect(throws: BylineError.self) {
            try catalogue.weighted(by: SignalWeights(["a": 0, "b": 0]))
        }
        #expect(error?.code == .weightsMalformed)
        #expect(weights(try catalogue.weighted(by: SignalWeights(["a": 0]))) == [0, 0.75])
    }

    @Test("writing and reading gives equal weights, and equal weights equal bytes")
    func roundTrip() throws {
        let origin = SignalWeights.Origin(
            questions: ["q.jsonl"], objective: "mrr@10", folds: 5, seed: .max, figures: ["held-out mrr@10": 0.61])
        let weights = SignalWeights(["b": 0.1, "a": -0.3], allowsNegative: true, origin: origin)
        let data = try weights.data()
        #expect(try read(String(decoding: data, as: UTF8.self)) == weights)
        #expect(try SignalWeights(["a": -0.3, "b": 0.1], allowsNegative: true, origin: origin).data() == data)
    }
}
