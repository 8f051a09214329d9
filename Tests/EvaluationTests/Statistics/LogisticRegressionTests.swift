import Foundation
import Testing

@testable import Evaluation

@Suite("Logistic regression")
struct LogisticRegressionTests {
    @Test("finds the log odds of two groups")
    func groups() {
        let rows: [(features: [Double], outcome: Bool)] =
            (0..<1_000).map { ([1, 0], $0 < 200) } + (0..<1_000).map { ([1, 1], $0 < 900) }
        let weights = LogisticRegression.fit(rows, ridge: 1e-9)
        #expect(abs(weights[0] - log(0.2 / 0.8)) < 1e-6)
        #expect(abs(weights[0] + weights[1] - log(0.9 / 0.1)) < 1e-6)
    }

    @Test("has an answer for separable and for empty data")
    func edges() {
        let weights = LogisticRegression.fit([([1, 0], false), ([1, 1], true)])
        #expect(weights.allSatisfy(\.isFinite) && weights[1] > 0)
        #expect(LogisticRegression.fit([]).isEmpty)
    }
}
