import Matrix

extension VectorSnapshot {
    /// ``search(_:filter:limit:accuracy:)`` for each of `queries`, all of this snapshot. Where every row is compared, that is
    /// one matrix product.
    func search(
        batch queries: [[Float]], filter: VersionFilter, limit: Int, accuracy: VectorSearchAccuracy = .automatic
    ) throws -> [[ScoredChunk]] {
        guard limit > 0, rows > 0, queries.allSatisfy({ $0.count == dimension }) else { return queries.map { _ in [] } }
        let admission = admissions.admission(filter, of: self)
        guard accuracy == .automatic, rows > Self.exactRows else {
            return try exact(batch: queries, admission, limit: limit)
        }
        return try codes(batch: queries, admission, limit: limit)
    }

    /// Segments that a query of many scans by itself, the nearest: they raise its bar for all others.
    private static let ownSegments = 6

    /// Segment by segment, so that codes which several queries scan are read from memory once.
    private func codes(batch queries: [[Float]], _ admission: Admission, limit: Int) throws -> [[ScoredChunk]] {
        var searches = queries.map { CodeSearch(self, $0, admission, limit: limit) }
        let clusters = nearestClusters(batch: queries, admission)
        var waiting = [[(query: Int, target: CodeSearch.Target)]](repeating: [], count: segments.count)
        return try searches.withUnsafeMutableBufferPointer { searches in
            for query in searches.indices {
                let targets = try searches[query].begin(clusters[query])
                for target in targets.prefix(Self.ownSegments) { try searches[query].scan(target) }
                for target in targets.dropFirst(Self.ownSegments) { waiting[target.row].append((query, target)) }
            }
            for segment in waiting {
                for (query, target) in segment { try searches[query].scan(target) }
            }
            return try searches.indices.map { try searches[$0].finish().chunks }
        }
    }

    /// The clusters that each query looks into, nearest first: one matrix product with all centres, which costs a query less
    /// than a first pass over their codes. Nil where a filter asks for more.
    private func nearestClusters(batch queries: [[Float]], _ admission: Admission) -> [[CodeSearch.Target]?] {
        let budget = ClusterBudget(self)
        var search = BatchSearch(queries, columns: dimension, limit: budget.clusters * 3 / 2)
        let reaches = centres.spreads[..<clusters].map { $0 * CodeSearch.rankedReach }
        centres.vectors.withUnsafeBuffer { centres in
            search.insert(UnsafeBufferPointer(rebasing: centres[..<(clusters * dimension)]), adding: reaches) {
                admission.counts[$0] > 0 ? $0 : nil
            }
        }
        return search.sorted().map { ranked in
            let end = budget.end(of: ranked.lazy.map(\.row), admission, self)
            guard end != nil || ranked.count == clusters else { return nil }
            return ranked.prefix(end ?? ranked.count)
                .map { CodeSearch.Target(row: $0.row, score: $0.score - reaches[$0.row]) }
        }
    }

    private func exact(batch queries: [[Float]], _ admission: Admission, limit: Int) throws -> [[ScoredChunk]] {
        var search = BatchSearch(queries, columns: dimension, limit: min(limit, rows))
        for (index, segment) in segments.enumerated() where admission.counts[index] > 0 {
            try segment.checkVectors()
            segment.vectors.withUnsafeBuffer { elements in
                search.insert(elements) { row in
                    admission.admits(segment, index, row: row) ? Int(segment.keys[row]) : nil
                }
            }
        }
        return search.sorted().map { rows in
            rows.map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) }
        }
    }
}
