import Store

/// Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): joins rankings whose scores have different scales.
enum ReciprocalRankFusion {
    /// The constant of the paper; it decides how fast a rank loses its worth.
    static let constant: Float = 60

    /// Keys of all lists, best first; ties by key, so that the order is the same everywhere.
    static func fuse(_ lists: [[ScoredChunk]], limit: Int) -> [ChunkKey] {
        var scores: [ChunkKey: Float] = [:]
        for list in lists {
            for (rank, chunk) in list.enumerated() { scores[chunk.key, default: 0] += 1 / (constant + Float(rank + 1)) }
        }
        return scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }
}
