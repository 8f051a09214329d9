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
    /// Rows that are to be compared whatever their codes say.
    private var certain: [SignQuery.Candidate] = []
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
        let admitted = Int(admission.counts[index])
        guard admitted > 0 else { return }
        guard admitted * Self.sparse > snapshot.segments[index].rows else { return try compareAdmitted(of: index) }
        guard let codes = snapshot.segments[index].codes else { return }
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

    /// Of a segment of which a filter admits one row in so many or fewer, all admitted ones are compared: the codes come in blocks of 64
    /// rows, which take as much memory as the vectors of two.
    private static let sparse = 32
    /// So many of them wait to be compared at once.
    private static let certainRows = 256

    private mutating func compareAdmitted(of index: Int) throws {
        let first = UInt32(index) << UInt32(Self.rowBits)
        admission.withWords(of: index) { words in
            for word in 0..<((snapshot.segments[index].rows + 63) / 64) {
                var bits = words.map { $0[word] } ?? 0
                while bits != 0 {
                    let row = UInt32(64 * word + bits.trailingZeroBitCount)
                    certain.append(SignQuery.Candidate(row: first | row, bound: .infinity))
                    bits &= bits - 1
                }
            }
        }
        if certain.count >= Self.certainRows { try compareCertain() }
    }

    private mutating func compareCertain() throws {
        try compare(certain[...])
        certain.removeAll(keepingCapacity: true)
    }

    /// The best rows, after all segments were scanned.
    mutating func finish() throws -> TopK {
        try compareCertain()
        try settle(atLeast: 2 * limit)
        try settleAll()
        return best
    }

    /// Compares the most promising candidates, and drops those that the result leaves no hope.
    private mutating func settle(atLeast count: Int) throws {
        let count = min(max(count, 32), pool.count)
        pool.selectLargest(count)
        try compare(pool[..<count])
        let threshold = best.threshold
        var kept = 0
        for index in count..<pool.count where pool[index].bound > threshold {
            pool[kept] = pool[index]
            kept += 1
        }
        pool.removeLast(pool.count - kept)
    }

    /// Compares all that are left.
    private mutating func settleAll() throws {
        let step = 256
        for first in stride(from: 0, to: pool.count, by: step) {
            let threshold = best.threshold
            try compare(pool[first..<min(first + step, pool.count)].filter { $0.bound > threshold }[...])
        }
        pool.removeAll(keepingCapacity: true)
    }

    /// Compares candidates, more or less in the order in which their segments were scanned.
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
