public import Corpus
import Store

/// What the credibility of its source does to a passage's place. It can re-order what is about equally relevant, and set back
/// what is known to be unreliable where somebody more credible speaks of the same matter; it lifts nothing irrelevant.
///
/// The effect on a passage of relevance r lies in [−``maximumFall`` · r − ``tilt``, +``tilt``]. Hence the bound: a passage
/// rises over one that is more relevant by more than 2 · ``tilt`` only where that one is known to be unreliable, and then
/// over no more than ``maximumFall`` of its relevance. An unknown source is neutral and falls by nothing.
public struct CredibilityRule: Sendable {
    /// What decides between passages of equal relevance.
    public static let tilt: Float = 0.01
    /// The share of its relevance that a passage may lose.
    public static let maximumFall: Float = 0.8

    /// The cosine between two passages from which on they begin to speak of the same matter, and at which they surely do.
    private static let sameMatter: ClosedRange<Float> = 0.2...0.4
    /// A passage with less than this share of the relevance answers something else.
    private static let comparable: Float = 0.2
    /// How much more must be believed of a source that speaks in another's stead.
    private static let advantage = 0.2
    /// Alternatives that are looked at: the most relevant ones.
    private static let depth = 60

    /// The effect on one passage.
    public struct Effect: Sendable, Hashable {
        /// From -1 (surely unreliable) to 1 (surely reliable).
        public let reputation: Float
        /// What share of ``maximumFall`` applies, 0 to 1.
        public let fall: Float
    }

    /// How far a source is known to be unreliable, 0 to 1: nothing as long as it may well be right half of the time.
    static func unreliability(_ belief: Belief) -> Float { Float(min(1, max(0, (0.5 - belief.upperBound()) / 0.25))) }

    /// The mean of the belief, discounted by how little is known.
    static func reputation(_ belief: Belief) -> Float {
        Float((2 * belief.mean - 1) * (1 - belief.spread / Belief.neutral.spread))
    }

    /// The effects on some passages, in their order.
    /// - Parameters:
    ///   - relevance: of each passage, not negative.
    ///   - vectors: of each passage, unit length; an empty one speaks of nothing in common with any other.
    ///   - beliefs: in the source of each passage.
    ///   - exempt: passages of which the question wants to know what they say, whoever says it.
    /// - Complexity: O(unreliable passages × dimension × ``depth``).
    public static func effects(
        relevance: [Float], vectors: [[Float]], beliefs: [Belief], exempt: [Bool]
    ) -> [Effect] {
        let alternatives = relevance.indices.sorted { (relevance[$1], $0) < (relevance[$0], $1) }.prefix(depth)
        return relevance.indices.map { index in
            let reputation = reputation(beliefs[index])
            let unreliable = exempt[index] ? 0 : unreliability(beliefs[index])
            guard unreliable > 0 else { return Effect(reputation: reputation, fall: 0) }
            let shared = alternatives.reduce(Float(0)) { best, other in
                guard beliefs[other].mean >= 0.5, beliefs[other].mean >= beliefs[index].mean + advantage,
                    relevance[other] >= comparable * relevance[index]
                else { return best }
                return max(best, sameness(vectors[index], vectors[other]))
            }
            return Effect(reputation: reputation, fall: unreliable * shared)
        }
    }

    private static func sameness(_ first: [Float], _ second: [Float]) -> Float {
        guard first.count == second.count else { return 0 }
        let cosine = first.withUnsafeBufferPointer { first in
            second.withUnsafeBufferPointer { second in
                first.indices.reduce(Float(0)) { $0 + first[$1] * second[$1] }
            }
        }
        let (low, high) = (sameMatter.lowerBound, sameMatter.upperBound)
        return min(1, max(0, (cosine - low) / (high - low)))
    }
}
