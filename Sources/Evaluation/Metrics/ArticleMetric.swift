/// A measure of whose articles a ranking shows, whether they answer or not.
///
/// | Name | What it is |
/// |---|---|
/// | `duplicates@k` | of the first k items, the share that tells the story of one ranked above; lower is better |
/// | `sources@k` | independent sources among the first k: a count, see ``independentSources(_:)`` |
/// | `credibility@k` | mean credibility of those of the first k whose credibility is known |
/// | `current`, `current@k` | temporal accuracy: 1 where the first item on the question's matter was current at its moment |
public struct ArticleMetric: Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable, CaseIterable {
        case duplicates
        case sources
        case credibility
        case current
    }

    public let kind: Kind
    /// How many items are looked at; nil, only in `current`, for all.
    public let cutoff: Int?

    /// Reads a name such as `duplicates@10`; nil where it is none of these.
    public init?(_ name: String) {
        let parts = name.lowercased().split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(parts[0])) else { return nil }
        let cutoff = parts.count == 2 ? Int(parts[1]) : nil
        guard parts.count == 1 ? kind == .current : (cutoff ?? 0) > 0 else { return nil }
        self.kind = kind
        self.cutoff = cutoff
    }

    public var description: String { cutoff.map { "\(kind.rawValue)@\($0)" } ?? kind.rawValue }

    /// The measure of `items`, best first. Nil where there is nothing to measure: no item in `duplicates` and `sources`, none
    /// with a known credibility in `credibility`. In `current`, nothing on the matter counts as 0, since the reader got
    /// nothing that was current.
    public func value(of items: [RankedItem]) -> Double? {
        let seen = items.prefix(cutoff ?? items.count)
        switch kind {
        case .duplicates: return seen.isEmpty ? nil : Double(Self.duplicates(seen)) / Double(seen.count)
        case .sources: return seen.isEmpty ? nil : Double(Self.independentSources(seen))
        case .credibility:
            let known = seen.compactMap(\.credibility)
            return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
        case .current: return seen.lazy.compactMap(\.isCurrent).first == true ? 1 : 0
        }
    }

    /// Items whose cluster stands above them already. An item without a cluster has no copies.
    static func duplicates(_ items: some Collection<RankedItem>) -> Int {
        var clusters: Set<String> = []
        return items.count { item in item.cluster.map { !clusters.insert($0).inserted } ?? false }
    }

    /// From the top, an item counts when neither its story nor its publisher was counted before: a copy adds no voice, and
    /// neither does a second article of the same house. A house of which only a copy was seen so far may still count with
    /// a story of its own. All items without a publisher are taken as of one, since nothing shows that they are not.
    public static func independentSources(_ items: some Collection<RankedItem>) -> Int {
        var clusters: Set<String> = []
        var publishers: Set<String?> = []
        for item in items {
            if let cluster = item.cluster, !clusters.insert(cluster).inserted { continue }
            publishers.insert(item.publisher)
        }
        return publishers.count
    }
}
