import Corpus
import Testing

@testable import Retrieval

@Suite("What credibility may do to an order")
struct CredibilityRuleTests {
    private struct Draw {
        let relevance: [Float]
        let vectors: [[Float]]
        let beliefs: [Belief]
        let exempt: [Bool]

        init(seed: UInt64) {
            var random = SeededNumbers(state: seed)
            let count = Int.random(in: 1...40, using: &random)
            relevance = (0..<count).map { _ in Float.random(in: 0...1.5, using: &random) }
            vectors = (0..<count).map { _ in
                let raw = (0..<4).map { _ in Float.random(in: -1...1, using: &random) }
                let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return raw.map { $0 / length }
            }
            beliefs = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? .neutral
                    : Belief(
                        rating: Double.random(in: 0...1, using: &random),
                        strength: Double.random(in: 0...50, using: &random))
            }
            exempt = (0..<count).map { _ in Int.random(in: 0..<5, using: &random) == 0 }
        }

        var effects: [CredibilityRule.Effect] {
            CredibilityRule.effects(relevance: relevance, vectors: vectors, beliefs: beliefs, exempt: exempt)
        }

        func score(_ index: Int, _ effect: CredibilityRule.Effect) -> Float {
            relevance[index] + CredibilityRule.tilt * effect.reputation
                - CredibilityRule.maximumFall * relevance[index] * effect.fall
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
                let known = CredibilityRule.unreliability(draw.beliefs[passed])
                let margin =
                    2 * CredibilityRule.tilt + CredibilityRule.maximumFall * draw.relevance[passed] * known
                #expect(lead <= margin + 1e-5)
            }
        }
    }

    @Test("sets back only what is known to be unreliable, and where somebody more credible speaks", arguments: 0..<200)
    func fall(seed: UInt64) {
        let draw = Draw(seed: seed)
        for (index, effect) in draw.effects.enumerated() where effect.fall > 0 {
            #expect(draw.beliefs[index].upperBound() < 0.5)
            #expect(!draw.exempt[index])
            #expect(draw.beliefs.contains { $0.mean >= draw.beliefs[index].mean + 0.2 })
            #expect(effect.fall <= 1)
        }
    }

    private static let unreliable = Belief(rating: 0.1, strength: 10)
    private static let reliable = Belief(rating: 0.9, strength: 10)

    private func falls(_ beliefs: [Belief], _ vectors: [[Float]], exempt: [Bool] = [false, false]) -> [Float] {
        CredibilityRule.effects(relevance: [1, 0.6], vectors: vectors, beliefs: beliefs, exempt: exempt).map(\.fall)
    }

    @Test("needs a voice on the same matter")
    func sameMatter() {
        #expect(falls([Self.unreliable, Self.reliable], [[1, 0], [0.8, 0.6]])[0] > 0.8)
        #expect(falls([Self.unreliable, Self.reliable], [[1, 0], [0, 1]]) == [0, 0])
        #expect(falls([Self.unreliable, Self.unreliable], [[1, 0], [0.8, 0.6]]) == [0, 0])
        #expect(falls([Self.unreliable, .neutral], [[1, 0], [0.8, 0.6]])[0] > 0)
    }

    @Test("spares what the question asks for by name, and sources of which nothing is known")
    func spared() {
        #expect(falls([Self.unreliable, Self.reliable], [[1, 0], [1, 0]], exempt: [true, false]) == [0, 0])
        #expect(falls([.neutral, Self.reliable], [[1, 0], [1, 0]]) == [0, 0])
    }

    @Test("has no effect on nothing, and none by vectors that are missing")
    func empty() {
        #expect(CredibilityRule.effects(relevance: [], vectors: [], beliefs: [], exempt: []).isEmpty)
        #expect(falls([Self.unreliable, Self.reliable], [[], [1, 0]]) == [0, 0])
    }
}
