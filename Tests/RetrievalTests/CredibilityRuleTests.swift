import Corpus
import Testing

@testable import Retrieval

@Suite("What credibility may do to an order")
struct CredibilityRuleTests {
    private struct Draw {
        let relevance: [Float]
        let vectors: [[Float]]
        let standings: [SourceStanding]

        init(seed: UInt64) {
            var random = SeededNumbers(state: seed)
            let count = Int.random(in: 1...40, using: &random)
            relevance = (0..<count).map { _ in Float.random(in: 0...1.5, using: &random) }
            vectors = (0..<count).map { _ in
                let raw = (0..<4).map { _ in Float.random(in: -1...1, using: &random) }
                let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return raw.map { $0 / length }
            }
            standings = (0..<count).map { _ in
                let isNamed = Int.random(in: 0..<5, using: &random) == 0
                guard Bool.random(using: &random) else {
                    let belief = Belief(
                        rating: Double.random(in: 0...1, using: &random),
                        strength: Double.random(in: 0...50, using: &random))
                    return SourceStanding(belief: belief, isNamed: isNamed)
                }
                return SourceStanding(
                    belief: .neutral, isNamed: isNamed, doubt: max(0, Float.random(in: -1...1, using: &random)))
            }
        }

        var effects: [CredibilityRule.Effect] {
            CredibilityRule.effects(relevance: relevance, vectors: vectors, standings: standings)
        }

        func score(_ index: Int, _ effect: CredibilityRule.Effect) -> Float {
            relevance[index] * effect.kept + CredibilityRule.tilt * effect.reputation
        }

        /// The largest share of its relevance that a passage may lose, by the rule's own statement.
        func exposure(_ index: Int) -> Float {
            let standing = standings[index]
            if standing.isNamed { return 0 }
            let known = CredibilityRule.maximumFall * CredibilityRule.unreliability(standing.belief)
            return known > 0 ? known : CredibilityRule.unprovenFall * standing.doubt
        }
    }

    @Test("lets nothing rise over what is more relevant by more than the margin", arguments: 0..<200)
    func bound(seed: UInt64) {
        let draw = Draw(seed: seed)
        let effects = draw.effects
        for (low, high) in zip(draw.relevance.indices, draw.relevance.indices.dropFirst()) {
            for (risen, passed) in [(low, high), (high, low)] where draw.relevance[risen] < draw.relevance[passed] {
                guard draw.score(risen, effects[risen]) > draw.score(passed, effects[passed]) else { continue }
                let lead = draw.relevance[passed] - draw.relevance[risen]
                let margin = 2 * CredibilityRule.tilt + draw.relevance[passed] * draw.exposure(passed)
                #expect(lead <= margin + 1e-5)
            }
        }
    }

    @Test("sets back only the unreliable and the unproven, and where somebody more credible speaks", arguments: 0..<200)
    func fall(seed: UInt64) {
        let draw = Draw(seed: seed)
        for (standing, effect) in zip(draw.standings, draw.effects) where effect.kept < 1 {
            #expect(!standing.isNamed)
            #expect(effect.fall == 0 || effect.doubt == 0)
            #expect((0...1).contains(effect.fall) && (0...1).contains(effect.doubt))
            if effect.fall > 0 {
                #expect(standing.belief.upperBound() < 0.5)
                #expect(draw.standings.contains { $0.belief.mean >= standing.belief.mean + 0.2 })
            } else {
                #expect(effect.doubt <= standing.doubt)
                #expect(draw.standings.contains { $0.belief.lowerBound() > 0.5 })
            }
        }
    }

    @Test("lets what is known to be unreliable fall further than what is unknown")
    func furthest() {
        #expect(CredibilityRule.maximumFall > CredibilityRule.unprovenFall)
    }

    private static let unreliable = Belief(rating: 0.1, strength: 10)
    private static let reliable = Belief(rating: 0.9, strength: 10)

    private func effects(_ first: SourceStanding, _ second: Belief, _ vectors: [[Float]]) -> [CredibilityRule.Effect] {
        CredibilityRule.effects(
            relevance: [1, 0.6], vectors: vectors, standings: [first, SourceStanding(belief: second)])
    }

    private static let near: [[Float]] = [[1, 0], [0.8, 0.6]]
    private static let apart: [[Float]] = [[1, 0], [0, 1]]

    @Test("needs a voice on the same matter")
    func sameMatter() {
        let unreliable = SourceStanding(belief: Self.unreliable)
        #expect(effects(unreliable, Self.reliable, Self.near)[0].fall > 0.8)
        #expect(effects(unreliable, Self.reliable, Self.apart).map(\.fall) == [0, 0])
        #expect(effects(unreliable, Self.unreliable, Self.near).map(\.fall) == [0, 0])
        #expect(effects(unreliable, .neutral, Self.near)[0].fall > 0)
    }

    @Test("sets back the further, the further two ratings lie apart, and in full beside who is not rated at all")
    func advantage() {
        let ratings = [0.5, 0.6, 0.75, 0.9, 1].map { Belief(rating: $0, strength: 10) }
        let shares = ratings.map { CredibilityRule.share(of: $0, beside: Self.unreliable) }
        #expect(shares == shares.sorted() && shares[0] > 0 && shares[0] < 0.5 && shares[3] == 1)
        #expect(CredibilityRule.share(of: .neutral, beside: Self.unreliable) == 1)
        #expect(CredibilityRule.share(of: .neutral, beside: Belief(rating: 0.35, strength: 10)) == 0)
        #expect(CredibilityRule.share(of: Self.unreliable, beside: Self.unreliable) == 0)
    }

    @Test("doubts a stranger only where a source known to be reliable speaks of the same matter")
    func strangers() {
        let stranger = SourceStanding(belief: .neutral, doubt: 1)
        #expect(effects(stranger, Self.reliable, Self.near).map(\.doubt) == [1, 0])
        #expect(effects(stranger, Self.reliable, Self.apart).map(\.doubt) == [0, 0])
        #expect(effects(stranger, .neutral, Self.near).map(\.doubt) == [0, 0])
        #expect(effects(stranger, Self.unreliable, Self.near).map(\.doubt) == [0, 0])
    }

    @Test("spares what the question asks for by name, and sources that are unknown but not strangers")
    func spared() {
        for standing in [
            SourceStanding(belief: Self.unreliable, isNamed: true), SourceStanding(belief: .neutral),
            SourceStanding(belief: .neutral, isNamed: true, doubt: 1),
        ] {
            #expect(effects(standing, Self.reliable, Self.near).allSatisfy { $0.kept == 1 })
        }
    }

    @Test("has no effect on nothing, and none by vectors that are missing")
    func empty() {
        #expect(CredibilityRule.effects(relevance: [], vectors: [], standings: []).isEmpty)
        #expect(
            effects(SourceStanding(belief: Self.unreliable), Self.reliable, [[], [1, 0]]).allSatisfy { $0.kept == 1 })
    }
}
