import Evaluation
import Foundation
import Testing

/// What scikit-learn, SciPy and NumPy make of random data: see Scripts/make-statistics-reference.py.
@Suite("Statistics against scikit-learn, SciPy and NumPy")
struct StatisticsReferenceTests {
    private struct Reference: Decodable {
        struct Bins: Decodable {
            let accuracy: [Double]
            let mean: [Double]
            let count: [Int]
            let ece: Double
        }

        struct Confidences: Decodable {
            let confidence: [Double]
            let right: [Int]
            let bins: Int
            let equalWidth: Bins
            let equalMass: Bins
            let brier: Double

            enum CodingKeys: String, CodingKey {
                case confidence, right, bins, brier
                case equalWidth = "equal-width"
                case equalMass = "equal-mass"
            }
        }

        struct Refusals: Decodable {
            let score: [Double]
            let unanswerable: [Int]
            let area: Double?
            let threshold: Double
            let precision: Double
            let recall: Double
            let f1: Double
        }

        struct Paired: Decodable {
            let differences: [Double]
            let seed: UInt64
            let p: Double
            let low: Double
            let high: Double
        }

        let resamples: Int
        let calibrations: [Confidences]
        let refusals: [Refusals]
        let paired: [Paired]
    }

    private let reference: Reference

    init() throws {
        let file = try #require(
            Bundle.module.url(forResource: "statistics-reference", withExtension: "json", subdirectory: "Resources"))
        reference = try JSONDecoder().decode(Reference.self, from: Data(contentsOf: file))
    }

    private func isClose(_ one: Double, _ other: Double) -> Bool { abs(one - other) < 1e-9 }

    @Test("calibration: bins of both kinds, ECE and Brier")
    func calibration() {
        #expect(reference.calibrations.count == 9)
        for known in reference.calibrations {
            let answers = zip(known.confidence, known.right).map { (confidence: $0, isRight: $1 == 1) }
            for (binning, bins) in [(Calibration.Binning.equalWidth, known.equalWidth), (.equalMass, known.equalMass)] {
                let ours = Calibration(answers, binCount: known.bins, binning: binning)
                #expect(ours.bins.map(\.count) == bins.count)
                #expect(zip(ours.bins, bins.mean).allSatisfy { isClose($0.meanConfidence, $1) })
                #expect(zip(ours.bins, bins.accuracy).allSatisfy { isClose($0.accuracy, $1) })
                #expect(isClose(ours.expectedError, bins.ece))
                let brier = ours.brier
                #expect(isClose(brier.score, known.brier))
                let sum = brier.reliability - brier.resolution + brier.uncertainty + brier.within
                #expect(isClose(brier.score, sum))
            }
        }
    }

    @Test("refusals: area under the ROC curve, precision, recall and F1 at a threshold")
    func refusals() {
        #expect(reference.refusals.contains { $0.area == nil })
        for known in reference.refusals {
            let curve = RefusalCurve(zip(known.score, known.unanswerable).map { ($0, $1 == 1) })
            #expect((curve.areaUnderROC == nil) == (known.area == nil))
            #expect(isClose(curve.areaUnderROC ?? 0, known.area ?? 0))
            let point = curve.point(at: known.threshold)
            #expect(isClose(point.precision, known.precision) && isClose(point.recall, known.recall))
            #expect(isClose(point.f1, known.f1) && point.threshold == known.threshold)
        }
    }

    @Test("paired differences: exact p-values, and intervals over the same resamples")
    func paired() {
        #expect(reference.paired.contains { $0.differences.contains(0) })
        for known in reference.paired {
            #expect(isClose(PermutationTest.pValue(known.differences, seed: 1), known.p))
            let interval = Bootstrap.interval(known.differences, resamples: reference.resamples, seed: known.seed)
            #expect(isClose(interval.lowerBound, known.low) && isClose(interval.upperBound, known.high))
        }
    }
}
