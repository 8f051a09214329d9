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

    let snapshot: VectorSnapshot
    let query: [Float]
    let prepared: SignQuery
    let admission: Admission
    private let limit: Int
    private var best: TopK
    private var pool: [SignQuery.Candidate] = []
    private var settlesAt: Int
    var room = ScanRoom()
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
        let similarities = snapshot.centres.similarities(to: query, of: loose)
        return (clusters ?? nearestClusters()) + zip(loose, similarities).map { Target(row: $0, score: $1) }
    }

    /// Adds what a segment has to the candidates.
    mutating func scan(_ target: Target) throws {
        let index = target.row
        guard admission.counts[index] > 0, let codes = snapshot.segments[index].codes else { return }
        try snapshot.segments[index].checkCodes()
        let first = UInt32(index) << UInt32(Self.rowBits)
        let threshold = best.threshold
        admission.withWords(of: index) { words in
            prepared.scan(
                codes, centre: target.score, admitted: words, above: threshold, firstRow: first, room: &room,
                into: &pool)
        }
        guard pool.count > settlesAt else { return }
        try settle(atLeast: limit)
        settlesAt = min(2 * settlesAt, max(Self.largestPool, 16 * limit))
    }

    /// The best rows, after all segments were scanned.
    mutating func finish() throws -> TopK {
        try settle(atLeast: 2 * limit)
        try settleAll()
        return best
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

extension [SignQuery.Candidate] {
    /// Puts the `count` with the largest bounds first, in no order (Hoare 1961, "Find"). O(self.count).
    mutating func selectLargest(_ count: Int) {
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
