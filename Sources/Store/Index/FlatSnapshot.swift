import Matrix

/// One immutable state of a ``FlatIndex``. A search holds it without a lock, however long it takes.
struct FlatSnapshot: IndexSnapshot {
    /// Up to ``Segment/capacity`` rows that lie together in memory.
    struct Segment: Sendable {
        /// Bounds what is copied when rows are added while a search holds the segment.
        static let capacity = 1024

        var vectors: FloatMatrix
        var keys: [ChunkKey]
        /// For each row, the slot of its version.
        var slots: [Int32]
    }

    let dimension: Int
    var sequence: Int64 = 0
    var segments: [Segment] = []
    var versions = VersionTable()

    var rows: Int { segments.isEmpty ? 0 : (segments.count - 1) * Segment.capacity + (segments.last?.keys.count ?? 0) }

    /// Rows that a search can find, for checks.
    var visibleRows: Int {
        segments.reduce(0) { sum, segment in sum + segment.slots.count { !versions[Int($0)].isRemoved } }
    }

    /// The `limit` admitted rows with the largest inner product, best first; ties by key. Blocks for one pass over the
    /// admitted segments: O(rows × dimension).
    func search(_ query: [Float], filter: VersionFilter, limit: Int) -> [ScoredChunk] {
        guard limit > 0, query.count == dimension else { return [] }
        let admitted = versions.admitted(by: filter)
        var best = TopK(min(limit, rows))
        var scores = [Float](repeating: 0, count: Segment.capacity)
        var bitmap = [Bool](repeating: false, count: Segment.capacity)
        for segment in segments {
            var passing = 0
            for (row, slot) in segment.slots.enumerated() {
                bitmap[row] = admitted[Int(slot)]
                passing += bitmap[row] ? 1 : 0
            }
            guard passing > 0 else { continue }
            segment.score(query, bitmap, passing: passing, into: &scores)
            for row in segment.keys.indices where bitmap[row] {
                best.insert(row: Int(segment.keys[row]), score: scores[row])
            }
        }
        return best.sorted().map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) }
    }
}

extension FlatSnapshot.Segment {
    /// Writes the scores of at least the rows that `bitmap` admits.
    fileprivate func score(_ query: [Float], _ bitmap: [Bool], passing: Int, into scores: inout [Float]) {
        let dimension = query.count
        vectors.withUnsafeBuffer { elements in
            query.withUnsafeBufferPointer { query in
                scores.withUnsafeMutableBufferPointer { scores in
                    // The kernel takes rows that lie together several at a time: cheaper than picking, unless few pass.
                    guard passing * 8 < keys.count else {
                        let part = UnsafeMutableBufferPointer(rebasing: scores[..<keys.count])
                        return Kernels.best.dot(query, rows: elements, into: part)
                    }
                    for row in keys.indices where bitmap[row] {
                        let vector = UnsafeBufferPointer(
                            rebasing: elements[(row * dimension)..<((row + 1) * dimension)])
                        let score = UnsafeMutableBufferPointer(rebasing: scores[row..<(row + 1)])
                        Kernels.best.dot(query, rows: vector, into: score)
                    }
                }
            }
        }
    }
}
