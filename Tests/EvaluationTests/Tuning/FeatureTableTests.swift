import Foundation
import Testing

@testable import Evaluation

@Suite("Table of features")
struct FeatureTableTests {
    @Test("ranks as a full sort does, equal scores in the order of the candidates")
    func ranks() {
        for number in 0..<40 {
            let features = Candidates.question(number, candidates: number)
            // Few different scores, so that there are ties.
            let scores = features.values.prefix(number).map { ($0 * 6).rounded() }
            let table = FeatureTable(signals: Candidates.signals, sets: [[Candidates.question(99), features]])
            let best = scores.withUnsafeBufferPointer { table.bestLabels(of: table.questions[1], scores: $0) }
            let order = scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }
            #expect(best == order.prefix(10).map { features.labels[$0] })
        }
    }

    @Test("adds up scores signal by signal, as a hit does")
    func scores() {
        let features = Candidates.question(1)
        let table = FeatureTable(signals: Candidates.signals, sets: [[features]])
        let weights: [Float] = [0.35, 0.15, 0.4]
        let expected = (0..<14).map { row in
            (0..<3).reduce(Float(0)) { $0 + features.values[$1 * 14 + row] * weights[$1] }
        }
        #expect(table.scores(weights) == expected)
    }

    @Test("knows which signals tell candidates apart")
    func mute() {
        let table = FeatureTable(signals: Candidates.signals, sets: [Candidates.questions(0..<5)])
        #expect((0..<3).map { table.tellsApart($0, in: [0, 1, 2, 3, 4]) } == [true, true, false])
        #expect(!table.tellsApart(0, in: []))
    }

    @Test("features come back from JSON exactly as they were")
    func json() throws {
        let odd = CandidateFeatures(
            question: "q", kind: "k", relevance: .grades([3, 1]), labels: [.max, 0],
            values: [0.1, -.zero, .leastNonzeroMagnitude, -.greatestFiniteMagnitude])
        for features in [odd, Candidates.question(7)] {
            let line = try Journal.line(features)
            #expect(try JSONDecoder().decode(CandidateFeatures.self, from: line) == features)
        }
    }

    @Test("folds take each kind of each set evenly, by seed")
    func folds() {
        let table = FeatureTable(
            signals: Candidates.signals, sets: [Candidates.questions(0..<32), Candidates.questions(0..<9)])
        let folds = QuestionFolds.assign(table.questions, folds: 5, seed: 3)
        #expect(folds == QuestionFolds.assign(table.questions, folds: 5, seed: 3))
        #expect(folds != QuestionFolds.assign(table.questions, folds: 5, seed: 4))
        let strata = Dictionary(grouping: folds.indices) { "\(table.questions[$0].set) \(table.questions[$0].kind)" }
        #expect(strata.count == 4)
        for members in strata.values + [Array(folds.indices)] {
            let counts = (0..<5).map { fold in members.count { folds[$0] == fold } }
            #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(counts)")
        }
    }

    @Test("a paired difference has its mean inside its interval, which the seed decides")
    func difference() {
        let values = (0..<50).map { Double($0 % 5) / 10 - 0.1 }
        let difference = PairedDifference([values], seed: 1)
        #expect(abs(difference.mean - 0.1) < 1e-12)
        #expect(difference.low < 0.1 && difference.high > 0.1 && difference.low > 0.05 && difference.high < 0.15)
        #expect(difference.isClear && !PairedDifference([[-1, 1]], seed: 1).isClear)
        #expect(difference == PairedDifference([values], seed: 1))
        // Sets count the same, however many questions they have; empty ones do not count.
        #expect(PairedDifference([[1, 1, 1], [0], []], seed: 1).mean == 0.5)
        #expect(PairedDifference([], seed: 1).mean == 0)
    }
}
