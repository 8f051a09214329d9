import Matrix

/// What the rows of sealed segments lie about, and how far from it.
struct SegmentCentres: Sendable {
    /// The mean of each segment's rows.
    private(set) var vectors: FloatMatrix
    /// The root of the mean square of the distances between a segment's rows and its centre.
    private(set) var spreads: [Float] = []

    init(columns: Int, capacity: Int) { vectors = FloatMatrix(columns: columns, rowCapacity: capacity) }

    var count: Int { spreads.count }

    mutating func append(_ centre: [Float], spread: Float) {
        vectors.append(centre)
        spreads.append(spread)
    }

    /// Adds those of others from `first` on.
    mutating func append(_ others: SegmentCentres, from first: Int) {
        for index in first..<others.count { append(others.vectors[index], spread: others.spreads[index]) }
    }

    /// A query's inner products with the centres of a range.
    func similarities(to query: [Float], of range: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: range.count) { buffer, count in
            let scores = UnsafeMutableBufferPointer(rebasing: buffer[..<range.count])
            query.withUnsafeBufferPointer { query in
                vectors.withUnsafeBuffer { centres in
                    let part = centres[(range.lowerBound * query.count)..<(range.upperBound * query.count)]
                    Kernels.best.dot(query, rows: UnsafeBufferPointer(rebasing: part), into: scores)
                }
            }
            count = range.count
        }
    }

    /// A query's inner products with some centres.
    func similarities(to query: [Float], of rows: [Int]) -> [Float] {
        var scores = [Float](repeating: 0, count: rows.count)
        vectors.withUnsafeBuffer { centres in
            guard let base = centres.baseAddress else { return }
            let places = rows.map { base + $0 * query.count }
            query.withUnsafeBufferPointer { query in
                scores.withUnsafeMutableBufferPointer { Kernels.best.dot(query, rowsAt: places, into: $0) }
            }
        }
        return scores
    }
}
