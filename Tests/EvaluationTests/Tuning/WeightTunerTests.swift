import Corpus
import Foundation
import Retrieval
import Testing

@testable import Evaluation

@Suite("Tuning of weights")
struct WeightTunerTests {
    private struct Named: RankingSignal {
        let name: String
        let summary = "A name."
        func values(for set: CandidateSet) -> [Float] { [] }
    }

    private func catalogue(_ weights: Float...) -> SignalCatalogue {
        SignalCatalogue(zip(Candidates.signals, weights).map { (Named(name: $0), $1) })
    }

    private func input(_ name: String, _ numbers: Range<Int>) -> WeightTuner.Input {
        (
            TuningSet(name: name, corpus: .standard, questions: []), TuningState.SetID(hashing: [name]),
            Candidates.questions(numbers)
        )
    }

    private func settings(_ change: (inout WeightTuner.Settings) -> Void = { _ in }) -> WeightTuner.Settings {
        var settings = WeightTuner.Settings()
        settings.restarts = 0
        settings.folds = 2
        change(&settings)
        return settings
    }

    @Test("finds the signal that says something, also on questions held out")
    func finds() throws {
        let tuner = try WeightTuner(catalogue(0.2, 0.6, 0.2), [input("a", 0..<27)], settings: settings())
        let report = try tuner.run(state: TuningState())
        #expect(report.signals.map(\.isMute) == [false, false, true])
        // The mute one keeps its weight, and the free ones keep their sum.
        #expect(report.signals[2].tuned == 0.2)
        #expect(report.signals[0].tuned > 0.5 && abs(report.signals[0].tuned + report.signals[1].tuned - 0.8) < 2e-4)
        #expect(report.heldOut.objective > report.current.objective + 0.05 && report.gain.isClear)
        #expect(report.training.objective >= report.heldOut.objective - 0.02)
        let losses = try report.signals.prefix(2).map { try #require($0.lossRetuned) }
        #expect(losses[0].mean > 0.1 && losses[0].isClear && abs(losses[1].mean) < 0.1)
        #expect(try #require(report.signals[0].lossZeroed).mean > 0.1)
        #expect(report.signals[2].lossZeroed == nil && report.transfer.isEmpty)
        #expect(report.folds.map(\.questions).reduce(0, +) == 27 && report.kinds.map(\.questions) == [18, 9])
    }

    @Test("never makes the objective smaller than that of the start, whatever the start")
    func ascends() throws {
        let table = FeatureTable(signals: Candidates.signals, sets: [Candidates.questions(0..<15)])
        let questions = Array(0..<15)
        let problem = CoordinateAscent.Problem(
            table: table, questions: questions, shares: questions.map { _ in 1 / 15 }, objective: .standard)
        for (seed, start) in [[1, 0, 0], [0, 1, 0], [0, 0, 0], [-1, 0.5, 0], [0.001, 100, 3]].enumerated() {
            let start = start.map(Float.init)
            for negative in [false, true] {
                let ascent = CoordinateAscent(restarts: 1, allowsNegative: negative)
                let found = ascent.weights(problem, start: start, frozen: [2], seed: UInt64(seed))
                #expect(problem.value(found) >= problem.value(start))
                #expect(found[2] == start[2])
                #expect(found == ascent.weights(problem, start: start, frozen: [2], seed: UInt64(seed)))
                #expect(negative || start[0] < 0 || found.allSatisfy { $0 >= 0 })
            }
        }
        // One free weight, or none, and no questions: nothing to move.
        let ascent = CoordinateAscent()
        #expect(ascent.weights(problem, start: [1, 2, 3], frozen: [1, 2], seed: 1) == [1, 2, 3])
        #expect(ascent.weights(problem, start: [1, 2, 3], frozen: [0, 1, 2], seed: 1) == [1, 2, 3])
    }

    @Test("negative weights are found where they help and are allowed")
    func negative() throws {
        // Relevant candidates have less of the first signal.
        let features = Candidates.questions(0..<20).map { question in
            CandidateFeatures(
                question: question.question, kind: question.kind, relevance: question.relevance,
                labels: question.labels, values: question.values.enumerated().map { $0 < 14 ? 1 - $1 : $1 })
        }
        let set = TuningSet(name: "a", corpus: .standard, questions: [])
        let id = TuningState.SetID(hashing: ["a"])
        for allowed in [false, true] {
            let tuner = try WeightTuner(
                catalogue(0.5, 0.5, 0), [(set, id, features)],
                settings: settings {
                    $0.allowsNegative = allowed
                    $0.ablates = false
                })
            let tuned = try tuner.run(state: TuningState()).signals[0].tuned
            #expect(allowed ? tuned < -0.3 : tuned >= 0 && tuned < 0.1)
        }
    }

    @Test("kept signals keep their weights; names and numbers that cannot be are refused")
    func settingsAreChecked() throws {
        let tuner = try WeightTuner(
            catalogue(0.2, 0.6, 0.2), [input("a", 0..<12)], settings: settings { $0.kept = ["noise"] })
        #expect(try tuner.run(state: TuningState()).tuned == ["good": 0.2, "noise": 0.6, "mute": 0.2])
        let unknown = #expect(throws: BylineError.self) {
            try WeightTuner(catalogue(1, 1, 1), [input("a", 0..<12)], settings: settings { $0.kept = ["zeal"] })
        }
        #expect(unknown?.code == .unknownSignal && unknown?.remedy.contains("good, noise, mute") == true)
        let few = #expect(throws: BylineError.self) {
            try WeightTuner(catalogue(1, 1, 1), [input("a", 0..<12), input("b", 0..<1)], settings: settings())
        }
        #expect(few?.code == "too-few-questions" && few?.message.contains("b has 1 questions") == true)
    }

    @Test("several sets make a table of how weights carry over")
    func transfer() throws {
        let inputs = [input("a", 0..<20), input("b", 20..<35)]
        let alone = try WeightTuner(
            catalogue(0.1, 0.9, 0), inputs, settings: settings { $0.ablates = false }
        ).run(state: TuningState())
        #expect(alone.transfer.map(\.tunedOn) == ["nothing (the weights as they are)", "a", "b"])
        #expect(alone.questions == 20 && alone.transfer.allSatisfy { $0.objective.count == 2 })
        #expect(abs(alone.transfer[1].objective[0] - alone.heldOut.objective) < 1e-12)
        #expect(alone.transfer[1].objective[1] > alone.transfer[0].objective[1])
        let pooled = try WeightTuner(
            catalogue(0.1, 0.9, 0), inputs,
            settings: settings {
                $0.pools = true
                $0.ablates = false
            }
        ).run(state: TuningState())
        #expect(pooled.questions == 35)
        #expect(pooled.transfer.map(\.tunedOn) == ["nothing (the weights as they are)", "all together", "a", "b"])
        let means = pooled.transfer[1].objective
        #expect(abs((means[0] + means[1]) / 2 - pooled.heldOut.objective) < 1e-12)
    }

    @Test("a tuning that was cut off anywhere ends with the same weights")
    func resumes() throws {
        func run(_ state: TuningState) throws -> (Data, Int) {
            let tuner = try WeightTuner(
                catalogue(0.3, 0.5, 0.2), [input("a", 0..<6), input("b", 12..<16)], settings: settings())
            var steps = 0
            let report = try tuner.run(state: state) { done, all in
                steps = all
                #expect(done <= all)
            }
            return (try Journal.line(report), steps)
        }
        let sets = ["a", "b"].map { TuningState.SetID(hashing: [$0]) }
        let (whole, steps) = try run(TuningState())
        try withFile("") { file in
            #expect(try run(TuningState(file, for: sets)).0 == whole)
            let bytes = try Data(contentsOf: file)
            #expect(bytes.split(separator: 10).count == steps)
            // Cut at the end of lines, and inside them.
            for cut in stride(from: 0, to: bytes.count, by: bytes.count / 5) {
                try bytes.prefix(cut).write(to: file)
                let state = try TuningState(file, for: sets)
                #expect(state.known == bytes.prefix(cut).count { $0 == 10 })
                #expect(try run(state).0 == whole)
                #expect(try Data(contentsOf: file) == bytes)
            }
        }
    }

    @Test("a state keeps what is of its sets, drops the rest, and leaves a foreign file alone")
    func state() throws {
        let (ours, theirs) = (TuningState.SetID(hashing: ["a"]), TuningState.SetID(hashing: ["b"]))
        try withFile("") { file in
            let state = try TuningState(file, for: [ours, theirs])
            try state.add(Candidates.question(1), to: ours)
            try state.add(Candidates.question(2), to: theirs)
            #expect(try state.weights(of: "x", on: [ours]) { [1, 2] } == [1, 2])
            #expect(try state.weights(of: "x", on: [ours, theirs]) { [3, 4] } == [3, 4])
            let again = try TuningState(file, for: [ours])
            #expect((again.known, again.stale) == (2, 2))
            #expect(again.features(of: "q1", in: ours) == Candidates.question(1))
            #expect(again.features(of: "q2", in: theirs) == nil)
            #expect(try again.weights(of: "x", on: [ours]) { [] } == [1, 2])
            #expect(try again.weights(of: "x", on: [theirs]) { [7] } == [7])
            #expect(try TuningState(file, for: [ours, theirs]).known == 3)
        }
        try withFile("{\"id\": 1}\nnotes of mine") { file in
            let error = #expect(throws: BylineError.self) { try TuningState(file, for: []) }
            #expect(error?.code == "state-malformed")
            let left = try String(contentsOf: file, encoding: .utf8)
            #expect(left == "{\"id\": 1}\nnotes of mine")
        }
    }
}
