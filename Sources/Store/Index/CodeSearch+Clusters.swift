import Matrix

extension CodeSearch {
    /// The share of clusters that a search looks into, and how many at least.
    private static let (searchedShare, fewestSearched) = (24, 48)
    /// The part of the rows that a search sees without a filter, which a search with one is to see as well.
    private static let wideningShare = 32
    /// So many times as many clusters are compared exactly.
    private static let oversampling = 2
    /// How far towards the query, in spreads of a cluster, its best rows are taken to be from its centre, when clusters are ranked: a wide
    /// cluster is as likely to hold one of the best rows as a narrow one whose centre is that much nearer. Found by trial.
    static let rankedReach: Float = 0.3

    /// How many clusters a search without a filter looks into.
    static func clustersSearched(_ snapshot: VectorSnapshot) -> Int {
        max(fewestSearched, snapshot.clusters / searchedShare)
    }

    private func rank(_ target: Target) -> Float {
        target.score + Self.rankedReach * snapshot.centres.spreads[target.row]
    }

    /// The clusters to look into and the query's inner products with their centres, the most promising first.
    mutating func nearestClusters() -> [Target] {
        guard let codes = snapshot.centreCodes else { return [] }
        let wanted = Self.clustersSearched(snapshot)
        var ranked: [SignQuery.Candidate] = []
        ranked.reserveCapacity(snapshot.clusters)
        let similarity = Kernels.best.dot(query, snapshot.meanCentre)
        prepared.scan(codes, centre: similarity, above: -.infinity, room: &room) { candidate in
            let cluster = Int(candidate.row)
            guard admission.counts[cluster] > 0 else { return }
            let reach = Self.rankedReach * snapshot.centres.spreads[cluster]
            ranked.append(SignQuery.Candidate(row: candidate.row, bound: candidate.bound + reach))
        }
        let count = min(Self.oversampling * wanted, ranked.count)
        ranked.selectLargest(count)
        guard admission.words != nil else { return Array(compared(ranked[..<count]).prefix(wanted)) }
        return widened(ranked, from: count, wanted: wanted)
    }

    /// A filter widens the search, until a part of the rows that it would see without one are admitted.
    private func widened(_ ranked: [SignQuery.Candidate], from count: Int, wanted: Int) -> [Target] {
        let enough = wanted * snapshot.rows / max(1, snapshot.segments.count) / Self.wideningShare
        var nearest = compared(ranked[..<count])
        var admitted = 0
        for (index, cluster) in nearest.enumerated() {
            if index >= wanted && admitted >= enough {
                nearest.removeLast(nearest.count - index)
                return nearest
            }
            admitted += Int(admission.counts[cluster.row])
        }
        guard admitted < enough else { return nearest }
        let others = ranked[count...].sorted { ($1.bound, $0.row) < ($0.bound, $1.row) }
        let end = others.firstIndex { candidate in
            admitted += Int(admission.counts[Int(candidate.row)])
            return admitted >= enough
        }
        return nearest + compared(others[..<min(others.count, (end ?? others.count) + 1)])
    }

    /// Clusters with the query's exact inner products with their centres, the most promising first.
    private func compared(_ candidates: ArraySlice<SignQuery.Candidate>) -> [Target] {
        let rows = candidates.map { Int($0.row) }
        let targets = zip(rows, snapshot.centres.similarities(to: query, of: rows)).map { Target(row: $0, score: $1) }
        return targets.map { (rank($0), $0) }.sorted { ($0.0, $1.1.row) > ($1.0, $0.1.row) }.map(\.1)
    }
}
