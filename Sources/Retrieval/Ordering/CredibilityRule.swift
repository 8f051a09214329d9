import Corpus

/// What the credibility of its source does to a passage's place. It can re-order what is about equally relevant, and set back
/// what is known to be unreliable, and less far what nobody can vouch for, where somebody more credible speaks of the same
/// matter; it lifts nothing irrelevant.
///
/// The effect on a passage of relevance r lies in [−``maximumFall`` · r − ``tilt``, +``tilt``], of an unproven source in
/// [−``unprovenFall`` · r − ``tilt``, +``tilt``]. Hence the bound: a passage rises over one that is more relevant by more than
/// 2 · ``tilt`` only where that one is known to be unreliable or is unproven, and then over no more than that share of its
/// relevance. An unknown source that is no newcomer falls by nothing.
public struct CredibilityRule: Sendable {
    /// What decides between passages of equal relevance.
    public static let tilt: Float = 0.01
    /// The share of its relevance that a passage of a source known to be unreliable may lose.
    public static let maximumFall: Float = 0.8
    /// The share that a passage of an unproven source may lose: whoever writes for one question fits it better than any
    /// report does, twice as well and more.
    public static let unprovenFall: Float = 0.7

    /// The cosine between two passages from which on they begin to speak of the same matter, and at which they surely do.
    private static let sameMatter: ClosedRange<Float> = 0.2...0.4
    /// A passage with less than this share of the relevance answers something else.
    private static let comparable: Float = 0.2
    /// How much more must be believed of a source that begins to speak in another's stead, and that surely does.
    private static let advantage: ClosedRange<Float> = 0.2...0.65
    /// Alternatives that are looked at: the most relevant ones.
    private static let depth = 60

    /// The effect on one passage.
    public struct Effect: Sendable, Hashable {
        /// From -1 (surely unreliable) to 1 (surely reliable).
        public let reputation: Float
        /// What share of ``maximumFall`` applies to a source that is known to be unreliable, 0 to 1.
        public let fall: Float
        /// What share of ``unprovenFall`` applies to an unproven source, 0 to 1; no source has both.
        public let doubt: Float

        /// The share of its relevance that the passage keeps.
        var kept: Float { 1 - maximumFall * fall - unprovenFall * doubt }
    }

    /// How far a source is known to be unreliable, 0 to 1: nothing as long as it may well be right half of the time.
    static func unreliability(_ belief: Belief) -> Float { Float(min(1, max(0, (0.5 - belief.upperBound()) / 0.25))) }

    /// How far one source may speak in the stead of another that is known to be unreliable, 0 to 1. Of two that are both rated, the
    /// further their ratings lie apart: a table tells the best from the worst, and hardly the middling from either. Who is not
    /// rated at all may in full: the other one was singled out.
    static func share(of better: Belief, beside unreliable: Belief) -> Float {
        guard better.mean >= 0.5 else { return 0 }
        let lead = Float(better.mean - unreliable.mean)
        guard better.strength < SourceStandings.knownStrength else { return advantage.share(lead) }
        return lead >= advantage.lowerBound ? 1 : 0
    }

    /// The mean of the belief, discounted by how little is known.
    static func reputation(_ belief: Belief) -> Float {
        Float((2 * belief.mean - 1) * (1 - belief.spread / Belief.neutral.spread))
    }

    /// The effects on some passages, in their order.
    /// - Parameters:
    ///   - relevance: of each passage, not negative.
    ///   - vectors: of each passage, unit length; an empty one speaks of nothing in common with any other.
    ///   - standings: of the source of each passage.
    /// - Complexity: O(unreliable and unproven passages × dimension × ``depth``).
    public static func effects(relevance: [Float], vectors: [[Float]], standings: [SourceStanding]) -> [Effect] {
        let others = relevance.indices.sorted { (relevance[$1], $0) < (relevance[$0], $1) }.prefix(depth)
        /// How far a source may speak in this one's stead, times how surely it speaks of the same matter: of the best one.
        func answered(_ index: Int, by standsIn: (Belief) -> Float) -> Float {
            others.reduce(Float(0)) { best, other in
                let share = standsIn(standings[other].belief)
                guard share > best, relevance[other] >= comparable * relevance[index] else { return best }
                return max(best, share * sameMatter.share(vectors[index].cosine(vectors[other])))
            }
        }
        return relevance.indices.map { index in
            let standing = standings[index]
            let (belief, reputation) = (standing.belief, reputation(standing.belief))
            let unreliable = standing.isNamed ? 0 : unreliability(belief)
            if unreliable > 0 {
                let shared = answered(index) { share(of: $0, beside: belief) }
                return Effect(reputation: reputation, fall: unreliable * shared, doubt: 0)
            }
            guard standing.doubt > 0, !standing.isNamed else {
                return Effect(reputation: reputation, fall: 0, doubt: 0)
            }
            // Known to be reliable, as a source is known to be unreliable: by a spread's distance from one half.
            let shared = answered(index) { $0.lowerBound() > 0.5 ? 1 : 0 }
            return Effect(reputation: reputation, fall: 0, doubt: standing.doubt * shared)
        }
    }
}
