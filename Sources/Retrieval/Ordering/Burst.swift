import Foundation
import Store

/// Passages on one matter that several strangers published within days of one another.
struct Burst {
    private static let window: TimeInterval = 3 * 86_400
    /// The cosine between two passages from which on they begin to make one claim, and at which they surely do.
    private static let oneClaim: ClosedRange<Float> = 0.5...0.65
    /// Two outlets may learn of the same thing; of three that nobody knew before, one would have been enough.
    private static let voices = 2

    private let shares: [Float]

    /// Costs O(strangers² × dimension).
    init(_ candidates: [StoredPassage], sources: [SourceStandings.Source]) {
        let strangers = candidates.indices.filter { sources[$0].isStranger }
        var shares = [Float](repeating: 0, count: candidates.count)
        for one in strangers {
            var closest: [String: Float] = [:]
            for other in strangers where sources[other].name != sources[one].name {
                let apart = candidates[one].article.knownFrom.timeIntervalSince(candidates[other].article.knownFrom)
                guard abs(apart) <= Self.window else { continue }
                let cosine = candidates[one].vector.cosine(candidates[other].vector)
                closest[sources[other].name] = max(closest[sources[other].name] ?? 0, cosine)
            }
            let ranked = closest.values.sorted(by: >)
            if ranked.count >= Self.voices { shares[one] = Self.oneClaim.share(ranked[Self.voices - 1]) }
        }
        self.shares = shares
    }

    /// How surely a candidate is one of a burst, 0 to 1.
    func share(_ index: Int) -> Float { shares[index] }
}
