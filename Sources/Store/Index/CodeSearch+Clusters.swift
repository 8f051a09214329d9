import Matrix

extension CodeSearch {
    /// How far towards the query, in spreads of a cluster, its best rows are taken to be from its centre, when clusters are ranked: a wide
    /// cluster is as likely to hold one of the best rows as a narrow one whose centre is that much nearer. Found by trial.
    static let rankedReach: Float = 0.3

    private func rank(_ target: Target) -> Float {
        target.score + Self.rankedReach * snapshot.centres.spreads[target.row]
    }

    /// The clusters to look into and the query's inner products with their centres, the most promising first.
    mutating func nearestClusters() -> [Target] {
        guard let codes = snapshot.centreCodes else { return [] }
        var ranked: [SignQuery.Candidate] = []
        ranked.reserveCapacity(snapshot.clusters)
        let similarity = Kernels.best.dot(query, snapshot.meanCentre)
        prepared.scan(codes, centre: similarity, above: -.infinity, firstRow: 0, room: &room, into: &ranked)
        let admitted = reach(from: &ranked)
        let budget = ClusterBudget(snapshot)
        // The order by codes is not quite the order: so many more are compared exactly.
        var count = budget.clusters + budget.expected(of: ranked.count, admitting: admitted)
        while count < ranked.count {
            ranked.selectLargest(count)
            guard budget.end(of: ranked[..<count].lazy.map { Int($0.row) }, admission, snapshot) == nil else { break }
            count *= 2
        }
        let nearest = compared(ranked[..<min(count, ranked.count)])
        return Array(nearest.prefix(budget.end(of: nearest.lazy.map(\.row), admission, snapshot) ?? nearest.count))
    }

    /// Adds to the clusters' bounds how far their best rows may lie beyond their centres, and leaves out those of which nothing is admitted.
    /// Returns how many rows the others admit.
    private func reach(from ranked: inout [SignQuery.Candidate]) -> Int {
        var (kept, admitted) = (0, 0)
        snapshot.centres.spreads.withUnsafeBufferPointer { spreads in
            admission.counts.withUnsafeBufferPointer { counts in
                for candidate in ranked where counts[Int(candidate.row)] > 0 {
                    let cluster = Int(candidate.row)
                    admitted += Int(counts[cluster])
                    ranked[kept] = SignQuery.Candidate(
                        row: candidate.row, bound: candidate.bound + Self.rankedReach * spreads[cluster])
                    kept += 1
                }
            }
        }
        ranked.removeLast(ranked.count - kept)
        return admitted
    }

    /// Clusters with the query's exact inner products with their centres, the most promising first.
    private func compared(_ candidates: ArraySlice<SignQuery.Candidate>) -> [Target] {
        let rows = candidates.map { Int($0.row) }
        let targets = zip(rows, snapshot.centres.similarities(to: query, of: rows)).map { Target(row: $0, score: $1) }
        return targets.map { (rank($0), $0) }.sorted { ($0.0, $1.1.row) > ($1.0, $0.1.row) }.map(\.1)
    }
}
