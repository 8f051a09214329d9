import Matrix

/// How far a search by vector may stop short of comparing every row.
public enum VectorSearchAccuracy: String, Sendable, Hashable, Codable, CaseIterable {
    /// Exact for up to 16,384 rows of a corpus; above, codes pick the rows that are compared, and from some 262,144 rows
    /// on only in the clusters that are nearest. Scores are exact always.
    case automatic
    /// Every admitted row is compared: as slow as memory is read.
    case exact
}

extension VectorSnapshot {
    /// Rows up to which comparing all of them takes less than a millisecond or two.
    static let exactRows = 16_384

    /// The `limit` admitted rows with the largest inner product, best first; ties by key. Blocks. Throws
    /// ``BlockFile/Fault/damaged`` where the file that holds the rows does not hold what was written.
    func search(
        _ query: [Float], filter: VersionFilter, limit: Int, accuracy: VectorSearchAccuracy = .automatic
    ) throws -> [ScoredChunk] {
        guard limit > 0, query.count == dimension, rows > 0 else { return [] }
        let admission = admissions.admission(filter, of: self)
        guard accuracy == .automatic, rows > Self.exactRows else {
            return try exact(query, admission, limit: limit, in: segments.indices).chunks
        }
        var search = CodeSearch(self, query, admission, limit: limit)
        return try search.run().chunks
    }

    /// The best of some segments by comparing every admitted row: O(rows × dimension).
    func exact(_ query: [Float], _ admission: Admission, limit: Int, in part: Range<Int>) throws -> TopK {
        var best = TopK(min(limit, rows))
        var scores = [Float](repeating: 0, count: VectorSegment.capacity)
        for index in part where admission.counts[index] > 0 {
            let segment = segments[index]
            try segment.checkVectors()
            segment.score(query, admission, index, into: &scores)
            for row in segment.keys.indices where scores[row] >= best.threshold {
                guard admission.admits(segment, index, row: row) else { continue }
                best.insert(row: Int(segment.keys[row]), score: scores[row])
            }
        }
        return best
    }
}

extension TopK {
    /// The rows as chunks, best first.
    var chunks: [ScoredChunk] { sorted().map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) } }
}

extension VectorSegment {
    /// Writes the scores of at least the rows that are admitted.
    fileprivate func score(_ query: [Float], _ admission: Admission, _ index: Int, into scores: inout [Float]) {
        let dimension = query.count
        vectors.withUnsafeBuffer { elements in
            query.withUnsafeBufferPointer { query in
                scores.withUnsafeMutableBufferPointer { scores in
                    // The kernel takes rows that lie together several at a time: cheaper than picking, unless few pass.
                    guard Int(admission.counts[index]) * 8 < rows else {
                        let part = UnsafeMutableBufferPointer(rebasing: scores[..<rows])
                        return Kernels.best.dot(query, rows: elements, into: part)
                    }
                    for row in 0..<rows where admission.admits(self, index, row: row) {
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
