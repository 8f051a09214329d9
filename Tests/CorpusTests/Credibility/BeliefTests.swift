import Testing

@testable import Corpus

@Suite("Beliefs")
struct BeliefTests {
    static let ratings = [0, 1e-9, 0.1, 0.25, 0.5, 0.7, 0.9, 0.999, 1, -3, 7, .nan, .infinity]
    static let strengths = [0, 0.001, 0.5, 1, 3, 10, 40, 999, 1_000, 1e300, .infinity, -.infinity, .nan]

    @Test("nothing known is the middle, and as wide as can be")
    func neutral() {
        #expect(Belief.neutral == Belief(support: 0, doubt: 0))
        #expect(Belief.neutral.mean == 0.5 && Belief.neutral.strength == 2)
        #expect(abs(Belief.neutral.spread - 1 / 12.0.squareRoot()) < 1e-12)
    }

    @Test("a mean lies within 0 and 1, and so do bounds, whatever comes in", arguments: ratings)
    func within(rating: Double) {
        for strength in Self.strengths {
            let belief = Belief(rating: rating, strength: strength)
            #expect(belief.mean > 0 && belief.mean < 1)
            #expect(belief.spread > 0 && belief.spread <= Belief.neutral.spread)
            #expect(belief.lowerBound() >= 0 && belief.lowerBound() < belief.mean)
            #expect(belief.upperBound(spreads: 3) <= 1 && belief.upperBound() > belief.mean)
            #expect(belief.strength <= 2 + Belief.maximumStrength)
            let moved = belief.adding(support: strength, doubt: -1)
            #expect(moved.mean > 0 && moved.mean < 1 && moved.beta == belief.beta)
        }
    }

    @Test("the more strength, the less spread, and the nearer the rating", arguments: [0, 0.1, 0.37, 0.5, 0.8, 1])
    func strength(rating: Double) {
        let beliefs = (0...60).map { Belief(rating: rating, strength: Double($0)) }
        for (weaker, stronger) in zip(beliefs, beliefs.dropFirst()) {
            #expect(stronger.spread < weaker.spread)
            // To a step of the counts.
            #expect(abs(stronger.mean - rating) <= abs(weaker.mean - rating) + 1e-3)
        }
    }

    @Test("outcomes may come in any order")
    func order() {
        var observed = (0..<200).map { index in
            (CredibilityOutcome.allCases[index % 5], Double(index * 37 % 101) / 30)
        }
        func belief() -> Belief {
            var tally = OutcomeTally()
            for (outcome, weight) in observed { tally.add(outcome, weight: weight) }
            return tally.moving(Belief(rating: 0.73, strength: 10))
        }
        let first = belief()
        var random = SplitMix64(state: 7)
        for _ in 0..<50 {
            observed.shuffle(using: &random)
            #expect(belief() == first)
        }
    }

    @Test("each outcome moves in its direction", arguments: CredibilityOutcome.allCases)
    func direction(outcome: CredibilityOutcome) {
        for prior in [Belief.neutral, Belief(rating: 0.9, strength: 20), Belief(rating: 0.1, strength: 20)] {
            var tally = OutcomeTally()
            tally.add(outcome, weight: outcome.weight)
            let moved = tally.moving(prior)
            #expect(outcome.isFavourable ? moved.mean > prior.mean : moved.mean < prior.mean)
            #expect(moved.strength == prior.strength + outcome.weight)
        }
        #expect(OutcomeTally().moving(.neutral) == .neutral)
    }

    @Test("no number of outcomes of one group decides alone", arguments: CredibilityOutcome.allCases)
    func limits(outcome: CredibilityOutcome) {
        var tally = OutcomeTally()
        for _ in 0..<10_000 { tally.add(outcome, weight: 1) }
        let moved = tally.moving(.neutral)
        #expect(abs(moved.strength - 2 - outcome.limit) < 1e-9)
        #expect(tally.weight(of: outcome) == 10_000)
    }

    @Test("feedback for and against share one limit, in their proportion")
    func sharedLimit() {
        var tally = OutcomeTally()
        for index in 0..<400 { tally.add(index % 4 == 0 ? .feedbackAgainst : .feedbackFor, weight: 1) }
        let moved = tally.moving(.neutral)
        #expect(moved == Belief(support: 3.75, doubt: 1.25))
    }
}

@Suite("Pooled ratings")
struct RatingPoolTests {
    private func pool(_ votes: (Double, Double)...) -> Belief {
        var pool = RatingPool()
        for (rating, strength) in votes { pool.add(rating: rating, strength: strength) }
        return pool.belief
    }

    @Test("none is neutral, one is itself")
    func few() {
        #expect(RatingPool().belief == .neutral)
        #expect(pool((0.8, 10)) == Belief(rating: 0.8, strength: 10))
        #expect(pool((.nan, 10), (0.8, 0), (0.8, .nan), (0.7, -4)) == .neutral)
        #expect(pool((7, 10)) == Belief(rating: 1, strength: 10))
    }

    @Test("tables that agree strengthen each other, but ten copies make no certainty")
    func copies() {
        let (one, two) = (pool((0.8, 10)), pool((0.8, 10), (0.8, 10)))
        #expect(two.spread < one.spread && two == Belief(rating: 0.8, strength: 20))
        var many = RatingPool()
        for _ in 0..<10 { many.add(rating: 0.8, strength: 10) }
        #expect(many.belief == two)
        // Many weak ones cannot outweigh twice the strongest either.
        #expect(pool((0.8, 10), (0.8, 1), (0.8, 1)).strength == 14)
    }

    @Test("the stronger table says more")
    func weights() {
        #expect(abs(pool((0.6, 30), (0.64, 10)).mean - 0.6) < abs(pool((0.6, 10), (0.64, 30)).mean - 0.6))
    }

    @Test("disagreement widens the belief")
    func disagreement() {
        let apart = [0, 0.05, 0.1, 0.2, 0.3, 0.4].map { pool((0.5 - $0, 10), (0.5 + $0, 10)) }
        for (closer, farther) in zip(apart, apart.dropFirst()) { #expect(farther.spread >= closer.spread) }
        #expect(apart[1].spread > apart[0].spread && apart[5] == .neutral)
        #expect(pool((0, 10), (1, 10)) == .neutral)
    }

    @Test("the order of tables does not matter")
    func order() {
        let votes = [(0.31, 10.0), (0.77, 3.0), (0.5, 12.5), (0.313, 7.0), (0.9, 1.0)]
        func belief(_ votes: [(Double, Double)]) -> Belief {
            var pool = RatingPool()
            for vote in votes { pool.add(rating: vote.0, strength: vote.1) }
            return pool.belief
        }
        for _ in 0..<20 { #expect(belief(votes.shuffled()) == belief(votes)) }
    }
}
