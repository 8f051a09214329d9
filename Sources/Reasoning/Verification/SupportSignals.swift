/// What the confidence in a verdict is made of.
public struct SupportSignals: Sendable, Hashable, Codable {
    /// How many checks object.
    public let objections: Int
    /// Cosine of the sentence to the nearest cited sentence, or to all of them together; nil without an encoder.
    public let similarity: Double?
    /// The share of the sentence's terms that the passage has; what stands only around the quote counts for half.
    public let coverage: Double
    /// The share of the sentence's words that stand in the quote in the same order.
    public let verbatim: Double

    public init(objections: Int, similarity: Double?, coverage: Double, verbatim: Double) {
        self.objections = objections
        self.similarity = similarity
        self.coverage = coverage
        self.verbatim = verbatim
    }

    /// What ``SupportConfidence`` weighs, in its order: a constant; whether any check objects, and whether more than one does;
    /// and, where none does, the three shares. Without an encoder the coverage stands for the similarity.
    public var features: [Double] {
        guard objections == 0 else { return [1, 1, objections > 1 ? 1 : 0, 0, 0, 0] }
        return [1, 0, 0, similarity ?? coverage, coverage, verbatim]
    }
}
