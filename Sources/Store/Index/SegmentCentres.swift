import Matrix

/// What the rows of sealed segments lie about, and how far from it.
struct SegmentCentres: Sendable {
    /// The mean of each segment's rows.
    private(set) var vectors: FloatMatrix
    /// The root of the mean square of the distances between a segment's rows and its centre.
    private(set) var spreads: [Float] = []
    /// How many rows each segment has.
    private(set) var rows: [Int32] = []

    init(columns: Int, capacity: Int) { vectors = FloatMatrix(columns: columns, rowCapacity: capacity) }

    var count: Int { spreads.count }

    mutating func append(_ centre: [Float], spread: Float, rows count: Int) {
        vectors.append(centre)
        spreads.append(spread)
        rows.append(Int32(count))
    }

    /// Adds some of others.
    mutating func append(_ others: SegmentCentres, in range: Range<Int>) {
        let columns = vectors.columns
        others.vectors.withUnsafeBuffer { elements in
            let part = elements[(range.lowerBound * columns)..<(range.upperBound * columns)]
            vectors.append(contentsOf: UnsafeBufferPointer(rebasing: part))
        }
        spreads.append(contentsOf: others.spreads[range])
        rows.append(contentsOf: others.rows[range])
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
