import Foundation
import Testing

@testable import Reasoning

@Suite("Logistic model")
struct LogisticModelTests {
    private let model = LogisticModel(
        bias: 0.5, terms: [.init("a", mean: 1, scale: 2, weight: 3), .init("b", mean: 0, scale: 1, weight: -1)])

    @Test("is the logistic function of the weighted, standardised numbers")
    func value() {
        let features = [EvidenceFeature("a", 2), EvidenceFeature("b", 0.25), EvidenceFeature("other", 9)]
        #expect(abs(model.logit(features) - (0.5 + 3 * 0.5 - 0.25)) < 1e-12)
        #expect(abs(model.probability(features) - 1 / (1 + exp(-1.75))) < 1e-12)
    }

    @Test("takes what is not given as its mean, and stays within 0 and 1")
    func bounds() {
        #expect(model.logit([EvidenceFeature("b", 0)]) == 0.5)
        #expect(model.probability([EvidenceFeature("a", 10_000)]) == 1)
        #expect(model.probability([EvidenceFeature("a", -10_000)]) == 0)
    }
}
