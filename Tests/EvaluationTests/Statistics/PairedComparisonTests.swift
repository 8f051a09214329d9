import Evaluation
import Testing

@Suite("Paired comparison")
struct PairedComparisonTests {
    @Test("counts wins, ties and losses, and takes sums of another order as equal")
    func counts() {
        let paired = PairedComparison(
            baseline: [0.1 + 0.2, 1, 0.5, 0], new: [0.3, 0.5, 1, 1], isLowerBetter: false, seed: 1)
        #expect((paired.questions, paired.wins, paired.ties, paired.losses) == (4, 2, 1, 1))
        #expect(abs(paired.difference - 0.25) < 1e-12 && paired.low <= 0.25 && paired.high >= 0.25)
        // Signs of 1, -0.5 and 0.5: sums of 1 and more have 2 of 4 choices on either side.
        #expect(paired.pValue == 0.75)
        let reversed = PairedComparison(baseline: [0.3, 1], new: [0.3, 0.5], isLowerBetter: true, seed: 1)
        #expect((reversed.wins, reversed.losses) == (1, 0))
    }

    @Test("of equal systems, of one question and of none says nothing that is not so")
    func edges() {
        let same = PairedComparison(baseline: [1, 0, 1], new: [1, 0, 1], seed: 1)
        #expect((same.low, same.high, same.pValue, same.ties) == (0, 0, 1, 3))
        let none = PairedComparison(baseline: [], new: [], seed: 1)
        #expect((none.questions, none.difference, none.low, none.high, none.pValue) == (0, 0, 0, 0, 1))
        let one = PairedComparison(baseline: [0], new: [1], seed: 1)
        #expect((one.low, one.high, one.pValue) == (1, 1, 1))
    }

    @Test("finds a difference that is there, and the same figures for the same seed")
    func large() {
        let baseline = (0..<300).map { Double($0 % 7) / 10 }
        let better = baseline.enumerated().map {
            $0.element + ($0.offset % 3 == 0 ? 0.05 : $0.offset % 5 == 0 ? -0.04 : 0)
        }
        let paired = PairedComparison(baseline: baseline, new: better, seed: 7)
        #expect(paired.pValue < 0.01 && paired.low > 0)
        #expect(paired == PairedComparison(baseline: baseline, new: better, seed: 7))
        #expect(paired != PairedComparison(baseline: baseline, new: better, seed: 8))
        // Never 0: the choice of signs that was seen is one of them.
        #expect(PermutationTest.pValue([Double](repeating: 1, count: 100), seed: 1) == 1 / 10_001.0)
    }

    @Test("estimates what it cannot count to within a few resamples")
    func estimate() {
        // Of 17 differences of the same size, 13 up: P(13 or more of 17 the same way) = 2 * 3214 / 131072 = 0.0490.
        let differences = [Double](repeating: 0.25, count: 13) + [Double](repeating: -0.25, count: 4)
        #expect(abs(PermutationTest.pValue(differences, seed: 3) - 0.0490) < 0.01)
    }

    @Test("false alarms come as often as they may")
    func falseAlarms() {
        // Differences of chance alone, without a trend: 30 questions, 200 times.
        var state: UInt64 = 5
        func chance() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 33) / Double(1 << 31) - 0.5
        }
        let alarms = (0..<200).count { trial in
            PermutationTest.pValue((0..<30).map { _ in chance() }, resamples: 400, seed: UInt64(trial)) <= 0.1
        }
        #expect((8...34).contains(alarms))
    }

    @Test("Holm's correction, by hand")
    func holm() {
        let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005])
        #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(HolmCorrection.adjusted([0.9, 0.8]) == [1, 1] && HolmCorrection.adjusted([]).isEmpty)
        #expect(HolmCorrection.adjusted([0.02]) == [0.02])
    }
}
