/// How the segments of an index lie: tiers of clusters first, then segments in the order in which their rows came.
///
/// Clustering only what came since the last time, and merging the last tiers while one is no larger than those behind it, takes each
/// row through O(log rows) clusterings in all (O'Neil, Cheng, Gawlick and O'Neil 1996, "The log-structured merge-tree").
struct SegmentLayout: Sendable, Equatable {
    /// Clusters that were made together.
    struct Tier: Sendable, Equatable {
        let segments: Range<Int>
        let rows: Int
        fileprivate let mark = Mark()
    }

    /// Nothing but itself.
    fileprivate final class Mark: Sendable, Equatable {
        static func == (left: Mark, right: Mark) -> Bool { left === right }
    }

    private let origin = Mark()
    private(set) var tiers: [Tier] = []

    /// How many segments, the first ones, are clusters.
    var clusters: Int { tiers.last?.segments.upperBound ?? 0 }

    /// The first segment of a tier, or of what is in none.
    func start(ofTier tier: Int) -> Int { tier < tiers.count ? tiers[tier].segments.lowerBound : clusters }

    /// How many rows the clusters hold.
    var clusteredRows: Int { tiers.reduce(0) { $0 + $1.rows } }

    /// Puts a tier in the place of others, or behind all.
    mutating func replace(tiers replaced: Range<Int>, by clusters: [VectorSegment]) {
        let start = start(ofTier: replaced.lowerBound)
        let later = tiers[replaced.upperBound...]
        tiers.removeSubrange(replaced.lowerBound...)
        tiers.append(
            Tier(segments: start..<(start + clusters.count), rows: clusters.reduce(0) { $0 + $1.rows }))
        for tier in later {
            let start = self.clusters
            tiers.append(Tier(segments: start..<(start + tier.segments.count), rows: tier.rows))
        }
    }

    /// Whether some tiers are those of an earlier layout still.
    func has(tiers range: Range<Int>, of other: SegmentLayout) -> Bool {
        origin == other.origin && range.upperBound <= tiers.count && tiers[range] == other.tiers[range]
    }

    /// Takes note of a cluster of a file, which belongs to the last tier unless it begins one.
    mutating func append(cluster: VectorSegment, beginsTier: Bool) {
        let last = beginsTier ? nil : tiers.popLast()
        let start = last?.segments.lowerBound ?? clusters
        let end = last?.segments.upperBound ?? start
        tiers.append(Tier(segments: start..<(end + 1), rows: (last?.rows ?? 0) + cluster.rows))
    }

    /// How many segments, the first ones, hold the rows that they hold in an earlier or later layout; nil where all do that both have.
    func segmentsInCommon(with other: SegmentLayout) -> Int? {
        guard self != other else { return nil }
        guard origin == other.origin else { return 0 }
        let common = zip(tiers, other.tiers).prefix { $0 == $1 }
        return common.last?.0.segments.upperBound ?? 0
    }

    /// The last tiers that are to become one: each is no larger than those behind it together. Nil where there are none.
    var tiersToMerge: Range<Int>? {
        guard var first = tiers.indices.last else { return nil }
        var rows = tiers[first].rows
        while first > 0, tiers[first - 1].rows <= rows {
            first -= 1
            rows += tiers[first].rows
        }
        return first < tiers.count - 1 ? first..<tiers.count : nil
    }
}
