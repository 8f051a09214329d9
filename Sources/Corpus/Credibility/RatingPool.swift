/// Puts the ratings that several tables give to one source together.
///
/// The pooled rating is their mean, weighted by strength. The pooled strength is the sum of strengths, but no more than twice
/// the strongest: published tables copy one another and share their sources, so that ten of them are not ten observers.
/// Where they disagree, the variance between them is added to that of the pooled belief, as for a mixture of
/// distributions (a linear opinion pool, Stone 1961, matched by its first two moments), and the strength falls to what is
/// left; tables that contradict each other outright leave next to nothing.
public struct RatingPool: Sendable, Hashable {
    /// One table's say.
    struct Vote: Sendable, Hashable {
        let rating: Double
        let strength: Double
    }

    private var votes: [Vote] = []

    /// No rating.
    public init() {}

    /// Together they weigh at most so many times the strongest one.
    static let consensus = 2.0

    /// The number of ratings.
    public var count: Int { votes.count }

    /// Adds what one table says: a rating in [0, 1], and how much the table weighs.
    public mutating func add(rating: Double, strength: Double) {
        let strength = Belief.stepped(min(strength, Belief.maximumStrength))
        if rating.isFinite, strength > 0 { votes.append(Vote(rating: min(max(rating, 0), 1), strength: strength)) }
    }

    /// Neutral where there is no rating. The same in whatever order the ratings came.
    public var belief: Belief {
        guard let strongest = votes.map(\.strength).max() else { return .neutral }
        if let only = votes.first, votes.count == 1 { return Belief(rating: only.rating, strength: only.strength) }
        // In one order, so that sums of fractions do not depend on it.
        let votes = votes.sorted { ($0.rating, $0.strength) < ($1.rating, $1.strength) }
        let total = votes.reduce(0) { $0 + $1.strength }
        let mean = votes.reduce(0) { $0 + $1.rating * $1.strength } / total
        let between = votes.reduce(0) { $0 + ($1.rating - mean) * ($1.rating - mean) * $1.strength } / total
        let strength = min(total, Self.consensus * strongest)
        return Belief(rating: mean, strength: Self.strength(strength, mean: mean, varianceBetween: between))
    }

    /// The strength whose belief has the variance of one of `strength` and the variance between tables. A rating of strength
    /// s makes a belief with s + 2 counts, and the variance of a Beta distribution with n counts is mean (1 − mean) ÷ (n + 1).
    private static func strength(_ strength: Double, mean: Double, varianceBetween: Double) -> Double {
        let bernoulli = mean * (1 - mean)
        guard varianceBetween > 1e-12, bernoulli > 0 else { return strength }
        return max(0, bernoulli / (bernoulli / (strength + 3) + varianceBetween) - 3)
    }
}
