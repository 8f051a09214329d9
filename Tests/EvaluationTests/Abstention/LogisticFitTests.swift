import Foundation
import Reasoning
import Testing

@testable import Evaluation

@Suite("Logistic fit")
struct LogisticFitTests {
    private func example(_ value: Float, _ isTrue: Bool, noise: Float = 0) -> LogisticFit.Example {
        LogisticFit.Example([EvidenceFeature("signal", value), EvidenceFeature("noise", noise)], isTrue: isTrue)
    }

    /// In closed form: with one number of two values, both sides with a share, the fitted chances are those shares.
    @Test("without a penalty gives the shares of each value")
    func saturated() {
        let examples =
            (0..<10).map { example(0, $0 < 2) } + (0..<10).map { example(1, $0 < 7) }
        let model = LogisticFit(names: ["signal"], penalty: 1e-9).model(of: examples)
        #expect(abs(model.probability([EvidenceFeature("signal", 0)]) - 0.2) < 1e-6)
        #expect(abs(model.probability([EvidenceFeature("signal", 1)]) - 0.7) < 1e-6)
    }

    @Test("a penalty draws weights to 0, and what never changes has none")
    func penalty() {
        let examples = (0..<40).map { example(Float($0 % 2), $0 % 2 == 0, noise: 3) }
        let loose = LogisticFit(names: ["signal", "noise"], penalty: 0.1).model(of: examples)
        let tight = LogisticFit(names: ["signal", "noise"], penalty: 100).model(of: examples)
        #expect(abs(tight.terms[0].weight) < abs(loose.terms[0].weight))
        #expect(abs(loose.terms[1].weight) < 1e-9)
    }

    @Test("of no examples says a half")
    func empty() {
        #expect(LogisticFit(names: ["signal"]).model(of: []).probability([EvidenceFeature("signal", 9)]) == 0.5)
    }
}
