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
        var admitted = 0
        let similarity = Kernels.best.dot(query, snapshot.meanCentre)
        prepared.scan(codes, centre: similarity, above: -.infinity, room: &room) { candidate in
            let cluster = Int(candidate.row)
            guard admission.counts[cluster] > 0 else { return }
            admitted += Int(admission.counts[cluster])
            let reach = Self.rankedReach * snapshot.centres.spreads[cluster]
            ranked.append(SignQuery.Candidate(row: candidate.row, bound: candidate.bound + reach))
        }
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

    /// Clusters with the query's exact inner products with their centres, the most promising first.
    private func compared(_ candidates: ArraySlice<SignQuery.Candidate>) -> [Target] {
        let rows = candidates.map { Int($0.row) }
        let targets = zip(rows, snapshot.centres.similarities(to: query, of: rows)).map { Target(row: $0, score: $1) }
        return targets.map { (rank($0), $0) }.sorted { ($0.0, $1.1.row) > ($1.0, $0.1.row) }.map(\.1)
    }
}
