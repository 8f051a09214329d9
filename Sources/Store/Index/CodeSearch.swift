import Matrix

/// One search through codes: scans find the rows whose score may be among the best, and those are compared exactly.
///
/// A scan hands over rows whose bound (the estimate and ``confidence`` standard deviations) is above the worst of the best
/// scores so far. They wait in a pool, so that the most promising are compared first and raise the bar for the others: of
/// a hundred thousand rows some hundreds are ever compared. A row is lost only when its estimate is that much too low.
struct CodeSearch {
    /// Standard deviations that a bound adds to an estimate.
    static let confidence: Float = 2.5
    /// So many candidates wait before the best of them are compared for the first time, and at most: the bar rises quickly
    /// in the beginning.
    private static let (firstPool, largestPool) = (256, 4096)

    private let snapshot: VectorSnapshot
    private let query: [Float]
    private let prepared: SignQuery
    private let admission: Admission
    private let limit: Int
    private var best: TopK
    private var pool: [SignQuery.Candidate] = []
    private var settlesAt: Int
    private var room = ScanRoom()
    private var places: [UnsafePointer<Float>] = []
    private var scores: [Float] = []

    /// A number of a candidate holds its segment above these bits, and its row in them.
    private static let rowBits = 10

    init(_ snapshot: VectorSnapshot, _ query: [Float], _ admission: Admission, limit: Int) {
        self.snapshot = snapshot
        self.query = query
        self.admission = admission
        self.limit = min(limit, snapshot.rows)
        prepared = SignQuery(query, rotation: VectorIndex.rotation(snapshot.dimension), confidence: Self.confidence)
        best = TopK(self.limit)
        settlesAt = max(Self.firstPool, 4 * self.limit)
    }

    /// The best rows: of the nearest clusters and of all other segments.
    mutating func run() throws -> TopK {
        for segment in try begin() { try scan(segment) }
        return try finish()
    }

    /// A segment to be scanned, and the query's inner product with its centre.
    typealias Target = ScoredRow

    /// Compares what has no codes, and returns the segments to scan: the nearest clusters, nearest first, and all others.
    ///
    /// - Parameter clusters: the nearest ones, where they are known.
    mutating func begin(_ clusters: [Target]? = nil) throws -> [Target] {
        best = try snapshot.exact(query, admission, limit: limit, in: snapshot.sealed..<snapshot.segments.count)
        let loose = snapshot.clusters..<snapshot.sealed
        return (clusters ?? nearestClusters()) + zip(loose, similarities(of: loose)).map { Target(row: $0, score: $1) }
    }

    /// Adds what a segment has to the candidates.
    mutating func scan(_ target: Target) throws { try scan(target.row, target.score) }

    /// The best rows, after all segments were scanned.
    mutating func finish() throws -> TopK {
        try settle(atLeast: 2 * limit)
        try settleAll()
        return best
    }

    /// The query's inner products with centres that follow each other.
    private func similarities(of segments: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: segments.count) { buffer, count in
            let scores = UnsafeMutableBufferPointer(rebasing: buffer[..<segments.count])
            query.withUnsafeBufferPointer { query in
                snapshot.centres.withUnsafeBuffer { centres in
                    let part = centres[(segments.lowerBound * query.count)..<(segments.upperBound * query.count)]
                    Kernels.best.dot(query, rows: UnsafeBufferPointer(rebasing: part), into: scores)
                }
            }
            count = segments.count
        }
    }

    private mutating func scan(_ index: Int, _ similarity: Float) throws {
        guard admission.counts[index] > 0, let codes = snapshot.segments[index].codes else { return }
        try snapshot.segments[index].checkCodes()
        let first = UInt32(index) << UInt32(Self.rowBits)
        let threshold = best.threshold
        admission.withWords(of: index) { words in
            prepared.scan(
                codes, centre: similarity, admitted: words, above: threshold, firstRow: first, room: &room,
                into: &pool)
        }
        guard pool.count > settlesAt else { return }
        try settle(atLeast: limit)
        settlesAt = min(2 * settlesAt, max(Self.largestPool, 16 * limit))
    }

    /// Compares the most promising candidates, and drops those that the result leaves no hope.
    private mutating func settle(atLeast count: Int) throws {
        let count = min(max(count, 32), pool.count)
        pool.selectLargest(count)
        pool[..<count].sort { $0.row < $1.row }
        try compare(pool[..<count])
        let threshold = best.threshold
        var kept = 0
        for index in count..<pool.count where pool[index].bound > threshold {
            pool[kept] = pool[index]
            kept += 1
        }
        pool.removeLast(pool.count - kept)
    }

    /// Compares all that are left, in the order in which they lie in memory.
    private mutating func settleAll() throws {
        pool.sort { $0.row < $1.row }
        let step = 256
        for first in stride(from: 0, to: pool.count, by: step) {
            let threshold = best.threshold
            try compare(pool[first..<min(first + step, pool.count)].filter { $0.bound > threshold }[...])
        }
        pool.removeAll(keepingCapacity: true)
    }

    /// Compares candidates, those of one segment after each other.
    private mutating func compare(_ candidates: ArraySlice<SignQuery.Candidate>) throws {
        places.removeAll(keepingCapacity: true)
        var segment = -1
        var base: UnsafePointer<Float>?
        for candidate in candidates {
            let place = place(candidate)
            if place.segment != segment {
                segment = place.segment
                try snapshot.segments[segment].checkVectors()
                // The snapshot keeps the memory as long as this search lasts.
                base = snapshot.segments[segment].vectors.withUnsafeBuffer { $0.baseAddress }
            }
            if let base { places.append(base + place.row * query.count) }
        }
        if scores.count < places.count { scores = [Float](repeating: 0, count: places.count) }
        query.withUnsafeBufferPointer { query in
            scores.withUnsafeMutableBufferPointer { Kernels.best.dot(query, rowsAt: places, into: $0) }
        }
        var threshold = best.threshold
        for (candidate, score) in zip(candidates, scores) where score >= threshold {
            let (segment, row) = place(candidate)
            guard admission.isExact || admission.admits(snapshot.segments[segment], segment, row: row) else { continue }
            best.insert(row: Int(snapshot.segments[segment].keys[row]), score: score)
            threshold = best.threshold
        }
    }

    private func place(_ candidate: SignQuery.Candidate) -> (segment: Int, row: Int) {
        (Int(candidate.row >> UInt32(Self.rowBits)), Int(candidate.row & (1 << UInt32(Self.rowBits) - 1)))
    }
}

extension CodeSearch {
    /// The share of clusters that a search looks into, and how many at least.
    private static let (searchedShare, fewestSearched) = (16, 48)
    /// The part of the rows that a search sees without a filter, which a search with one is to see as well.
    private static let wideningShare = 32
    /// So many times as many clusters are compared exactly.
    private static let oversampling = 2

    /// How many clusters a search without a filter looks into.
    static func clustersSearched(_ snapshot: VectorSnapshot) -> Int {
        max(fewestSearched, snapshot.clusters / searchedShare)
    }

    /// The clusters to look into and the query's inner products with their centres, nearest first.
    private mutating func nearestClusters() -> [ScoredRow] {
        guard let codes = snapshot.centreCodes else { return [] }
        let wanted = Self.clustersSearched(snapshot)
        var ranked: [SignQuery.Candidate] = []
        ranked.reserveCapacity(snapshot.clusters)
        let similarity = Kernels.best.dot(query, snapshot.meanCentre)
        prepared.scan(codes, centre: similarity, above: -.infinity, room: &room) { candidate in
            if admission.counts[Int(candidate.row)] > 0 { ranked.append(candidate) }
        }
        let count = min(Self.oversampling * wanted, ranked.count)
        ranked.selectLargest(count)
        guard admission.words != nil else { return Array(compared(ranked[..<count]).prefix(wanted)) }
        return widened(ranked, from: count, wanted: wanted)
    }

    /// A filter widens the search, until a part of the rows that it would see without one are admitted.
    private func widened(_ ranked: [SignQuery.Candidate], from count: Int, wanted: Int) -> [ScoredRow] {
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

    /// Clusters with the query's exact inner products with their centres, nearest first.
    private func compared(_ candidates: ArraySlice<SignQuery.Candidate>) -> [ScoredRow] {
        var scores = [Float](repeating: 0, count: candidates.count)
        snapshot.centres.withUnsafeBuffer { centres in
            guard let base = centres.baseAddress else { return }
            let rows = candidates.map { base + Int($0.row) * query.count }
            query.withUnsafeBufferPointer { query in
                scores.withUnsafeMutableBufferPointer { Kernels.best.dot(query, rowsAt: rows, into: $0) }
            }
        }
        return zip(candidates, scores).map { ScoredRow(row: Int($0.row), score: $1) }.sorted(by: ScoredRow.precedes)
    }
}

extension [SignQuery.Candidate] {
    /// Puts the `count` with the largest bounds first, in no order (Hoare 1961, "Find"). O(self.count).
    fileprivate mutating func selectLargest(_ count: Int) {
        withUnsafeMutableBufferPointer { buffer in
            var (low, high) = (0, buffer.count)
            while low < count && high - low > 1 {
                let pivot = buffer[(low + high) / 2].bound
                var (left, right) = (low, high - 1)
                while left <= right {
                    while buffer[left].bound > pivot { left += 1 }
                    while buffer[right].bound < pivot { right -= 1 }
                    guard left <= right else { break }
                    buffer.swapAt(left, right)
                    left += 1
                    right -= 1
                }
                // Bounds up to `right` are not below the pivot, those from `left` on not above, those between equal it.
                if count <= right { high = right + 1 } else if count >= left { low = left } else { return }
            }
        }
    }
}
