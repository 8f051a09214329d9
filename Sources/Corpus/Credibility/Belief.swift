/// How far the claims of a source can be trusted: a Beta distribution over the probability that one of them is right.
///
/// `alpha - 1` and `beta - 1` are pseudo-counts of claims that were right and wrong, so that what nobody knows is
/// Beta(1, 1): mean 0.5, and a spread that says that anything is possible. Never a bare number: two sources of one mean
/// may be known well and hardly at all.
///
/// Counts are kept in steps of 1/1024. Sums of such numbers are exact, so that outcomes may come in any order, and what is
/// taken back leaves nothing behind.
public struct Belief: Sendable, Hashable, Codable {
    /// 1 and the weight of all that speaks for the source.
    public let alpha: Double
    /// 1 and the weight of all that speaks against it.
    public let beta: Double

    /// What is believed of a source of which nothing is known.
    public static let neutral = Belief(support: 0, doubt: 0)

    /// A rating or a sum of them weighs at most so many claims; more is taken for this.
    public static let maximumStrength = 1_000.0

    /// From the weights for and against, rounded to steps; negative ones and NaN count as 0.
    public init(support: Double, doubt: Double) {
        alpha = 1 + Self.stepped(support)
        beta = 1 + Self.stepped(doubt)
    }

    /// What somebody's rating in [0, 1] says who is trusted like `strength` observed claims. The mean lies between the rating
    /// and 0.5, and nears the rating as the strength grows; ratings outside are taken for the nearest within.
    public init(rating: Double, strength: Double) {
        let rating = rating.isNaN ? 0.5 : min(max(rating, 0), 1)
        let strength = Self.stepped(min(strength, Self.maximumStrength))
        let support = Self.stepped(rating * strength)
        self.init(support: support, doubt: strength - support)
    }

    /// This and what further observations say.
    public func adding(support: Double, doubt: Double) -> Belief {
        Belief(support: alpha - 1 + Self.stepped(support), doubt: beta - 1 + Self.stepped(doubt))
    }

    /// The probability that a claim is right, as far as is known; strictly between 0 and 1.
    public var mean: Double { alpha / (alpha + beta) }

    /// The standard deviation: 0.289 where nothing is known, nearing 0 with every observation.
    public var spread: Double { (mean * (1 - mean) / (strength + 1)).squareRoot() }

    /// alpha + beta: 2 where nothing is known.
    public var strength: Double { alpha + beta }

    /// The mean less so many spreads, at least 0: what can be counted upon.
    public func lowerBound(spreads: Double = 1) -> Double { max(0, mean - spreads * spread) }

    /// The mean and so many spreads, at most 1.
    public func upperBound(spreads: Double = 1) -> Double { min(1, mean + spreads * spread) }

    private static let steps = 1_024.0
    /// Far below the size from which on a sum of steps is no longer exact.
    private static let largestCount = 1e9

    /// To the nearest step, from 0 on.
    static func stepped(_ count: Double) -> Double {
        count > 0 ? (min(count, largestCount) * steps).rounded() / steps : 0
    }
}
