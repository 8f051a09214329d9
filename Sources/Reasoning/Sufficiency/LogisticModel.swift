import Foundation

/// A logistic regression over named numbers: 1 ÷ (1 + e^−(bias + Σ weight · (value − mean) ÷ scale)).
public struct LogisticModel: Sendable, Hashable, Codable {
    /// One number that it looks at.
    public struct Term: Sendable, Hashable, Codable {
        public let name: String
        /// Of the values that the model was fitted to.
        public let mean: Double
        /// Their standard deviation, above 0.
        public let scale: Double
        public let weight: Double

        public init(_ name: String, mean: Double, scale: Double, weight: Double) {
            self.name = name
            self.mean = mean
            self.scale = scale
            self.weight = weight
        }
    }

    public let bias: Double
    public let terms: [Term]

    public init(bias: Double, terms: [Term]) {
        self.bias = bias
        self.terms = terms
    }

    /// In [0, 1]. A number that is not given counts as its mean.
    public func probability(_ features: [EvidenceFeature]) -> Double {
        1 / (1 + exp(-logit(features)))
    }

    /// The logarithm of the odds.
    public func logit(_ features: [EvidenceFeature]) -> Double {
        let values = Dictionary(features.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        return terms.reduce(bias) { sum, term in
            sum + (values[term.name].map { term.weight * ($0 - term.mean) / term.scale } ?? 0)
        }
    }
}
