import Matrix

/// The terms of one query in one segment, made ready to be scored: a cursor for each that has postings.
///
/// Sums are of doubles: what terms score are floats that lie so near each other that their sum is exact, and the order in which
/// they are added, which depends on what could be left out, does not show.
struct ScoredTerms: ~Copyable {
    let segment: TextSegment
    let shares: ShareBound
    private let lists: [PostingList]
    private let buffers: PostingBuffers
    let cursors: UnsafeMutableBufferPointer<PostingCursor>
    /// How many postings each has.
    var counts: [Int] { lists.map(\.count) }

    /// - Parameter terms: their postings in the segment, and what weight each has.
    init(_ terms: [(list: PostingList, weight: Float)], of segment: TextSegment, _ scoring: BM25) {
        self.segment = segment
        shares = ShareBound(meanLength: scoring.averageLength, segmentMean: segment.meanLength)
        lists = terms.map(\.list)
        buffers = PostingBuffers(terms: terms.count)
        cursors = .allocate(capacity: terms.count)
        for (place, term) in terms.enumerated() {
            var cursor = PostingCursor(term.list, buffers.postings(place))
            cursor.scoring = scoring.scoring(weight: term.weight)
            cursors.initializeElement(at: place, to: cursor)
        }
    }

    deinit { cursors.deallocate() }
}

/// The best chunks so far, of those that a search admits.
struct BestChunks {
    private(set) var best: TopK
    /// For each slot, whether its version is admitted.
    private let admitted: [Bool]

    init(_ limit: Int, admitted: [Bool]) {
        best = TopK(limit)
        self.admitted = admitted
    }

    /// Whether it takes more than any score to be among the best.
    var isFull: Bool { best.threshold > 0 }

    /// Sums below this cannot be among the best any more. A sum is rounded to a float in the end, which may lift it.
    var threshold: Double {
        let least = Double(best.threshold)
        return least > 0 ? least * (1 - 1e-7) : .leastNonzeroMagnitude
    }

    mutating func show(_ row: Int, of segment: TextSegment, sum: Double) {
        let score = Float(sum)
        guard score >= best.threshold, admitted[Int(segment.slots[row])] else { return }
        best.insert(row: Int(segment.keys[row]), score: score)
    }

    var chunks: [ScoredChunk] { best.sorted().map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) } }
}
