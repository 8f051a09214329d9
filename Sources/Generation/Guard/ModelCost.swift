/// Money in billionths of the price table's currency, so that sums are exact.
public struct ModelCost: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
    /// Billionths of the currency's unit.
    public var nanos: Int64

    /// So many billionths.
    public init(nanos: Int64) { self.nanos = nanos }

    /// An amount of the currency's unit, to the nearest billionth; what is negative is nothing, and what is beyond nine thousand
    /// million that much.
    public init(_ amount: Double) { self.init(nearest: (amount * 1e9).rounded()) }

    fileprivate init(nearest nanos: Double) {
        self.nanos = nanos.isNaN || nanos <= 0 ? 0 : nanos >= 9e18 ? 9_000_000_000_000_000_000 : Int64(nanos)
    }

    /// Nothing.
    public static let zero = ModelCost(nanos: 0)

    /// In the currency's unit.
    public var amount: Double { Double(nanos) / 1e9 }

    /// Less money.
    public static func < (one: ModelCost, other: ModelCost) -> Bool { one.nanos < other.nanos }

    /// The sum; what would overflow stays at the largest amount.
    public static func + (one: ModelCost, other: ModelCost) -> ModelCost {
        let (sum, isOver) = one.nanos.addingReportingOverflow(other.nanos)
        return ModelCost(nanos: isOver ? .max : sum)
    }

    /// `0.001250`: six digits after the point, as many as prices have.
    public var description: String {
        let micros = nanos / 1_000
        let digits = String(micros.magnitude % 1_000_000)
        let sign = micros < 0 ? "-" : ""
        return "\(sign)\(micros.magnitude / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
    }
}

/// What a model's tokens cost.
public struct ModelPrices: Sendable, Hashable {
    /// For a million tokens of the prompt.
    public var prompt: Double
    /// For a million tokens of the answer.
    public var answer: Double

    /// Prices in the unit of one currency; the same for all models of a configuration.
    public init(promptPerMillion: Double, answerPerMillion: Double) {
        prompt = promptPerMillion
        answer = answerPerMillion
    }

    /// Nothing to pay, as for a model of one's own.
    public static let free = ModelPrices(promptPerMillion: 0, answerPerMillion: 0)

    /// What a usage costs, rounded up to a billionth.
    public func cost(of usage: ModelUsage) -> ModelCost {
        // A millionth of a billionth is what the arithmetic may be off by, and no reason to round up.
        let nanos = (Double(usage.promptTokens) * prompt + Double(usage.answerTokens) * answer) * 1_000
        return ModelCost(nearest: (nanos - 1e-6).rounded(.up))
    }
}
