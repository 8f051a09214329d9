import CKernels

/// Clusters of unit vectors by inner product: k-means with the assignment as one matrix product (Lloyd 1982, "Least squares
/// quantization in PCM"; for unit vectors, Dhillon and Modha 2001, "Concept decompositions").
public struct KMeans: Sendable {
    /// The centres, one a row, not of length 1: each is the mean of its rows.
    public private(set) var centres: FloatMatrix
    private var layer: LinearLayer

    /// Rows whose scores are made at once.
    private static let block = 96
    /// What the number of outputs of a layer must be a multiple of to be packed.
    private static let step = 32

    /// Trains on `rows`, of which `count` distinct ones, spread evenly, are the first centres. Deterministic. Costs
    /// 2 × rows × count × columns operations an iteration.
    public init(_ rows: FloatMatrix, count: Int, iterations: Int = 8) {
        precondition(count > 0 && rows.rows >= count && rows.columns > 0, "\(count) centres of \(rows.rows) rows")
        centres = FloatMatrix((0..<count).map { rows[$0 * rows.rows / count] }, columns: rows.columns)
        layer = Self.layer(of: centres)
        for _ in 0..<iterations {
            let places = assign(rows)
            move(to: rows, places)
            layer = Self.layer(of: centres)
        }
    }

    /// The nearest centre of each row by Euclidean distance, the first of equals.
    public func assign(_ rows: FloatMatrix) -> [Int] {
        rows.withUnsafeBuffer { assign($0) }
    }

    /// The same for rows in memory.
    public func assign(_ rows: UnsafeBufferPointer<Float>) -> [Int] {
        let (columns, width) = (centres.columns, layer.outputs)
        guard let base = rows.baseAddress else { return [] }
        let count = rows.count / columns
        var scores = [Float](repeating: 0, count: Self.block * width)
        var values = [Float](repeating: 0, count: Self.block)
        var places = [UInt32](repeating: 0, count: count)
        for first in stride(from: 0, to: count, by: Self.block) {
            let height = min(Self.block, count - first)
            scores.withUnsafeMutableBufferPointer { scores in
                places.withUnsafeMutableBufferPointer { places in
                    guard let output = scores.baseAddress, let place = places.baseAddress else { return }
                    layer.apply(
                        to: MatrixView(base + first * columns, rows: height, columns: columns),
                        into: MutableMatrixView(output, rows: height, columns: width))
                    Kernels.best.table.pointee.largest_in_rows(output, height, width, place + first, &values)
                }
            }
        }
        return places.map(Int.init)
    }

    /// Every centre becomes the mean of its rows; one without rows takes half of the largest cluster's.
    private mutating func move(to rows: FloatMatrix, _ places: [Int]) {
        let (count, columns) = (centres.rows, centres.columns)
        var members = [Int](repeating: 0, count: count)
        var sums = FloatMatrix(rows: count, columns: columns)
        rows.withUnsafeBuffer { elements in
            sums.withUnsafeMutableBuffer { sums in
                guard let base = sums.baseAddress, let source = elements.baseAddress else { return }
                for (row, place) in places.enumerated() {
                    members[place] += 1
                    let target = base + place * columns
                    let vector = source + row * columns
                    for column in 0..<columns { target[column] += vector[column] }
                }
                for place in 0..<count where members[place] > 0 {
                    let factor = 1 / Float(members[place])
                    for column in 0..<columns { base[place * columns + column] *= factor }
                }
                for place in 0..<count where members[place] == 0 {
                    guard let largest = members.indices.max(by: { (members[$0], $1) < (members[$1], $0) }) else {
                        break
                    }
                    // Two centres a little apart share the rows between them in the next iteration.
                    for column in 0..<columns {
                        let value = base[largest * columns + column]
                        let nudge: Float = column.isMultiple(of: 2) ? 1.001 : 0.999
                        base[place * columns + column] = value * nudge
                        base[largest * columns + column] = value * (2 - nudge)
                    }
                    members[place] = members[largest] / 2
                    members[largest] -= members[place]
                }
            }
        }
        centres = sums
    }

    /// Scores are inner products less half of the centre's square: the largest is the nearest.
    private static func layer(of centres: FloatMatrix) -> LinearLayer {
        let padded = (centres.rows + step - 1) / step * step
        var matrix = FloatMatrix(columns: centres.columns, rowCapacity: padded)
        var bias = [Float](repeating: -.infinity, count: padded)
        for row in 0..<centres.rows {
            let centre = centres[row]
            matrix.append(centre)
            bias[row] = -Kernels.best.dot(centre, centre) / 2
        }
        for _ in centres.rows..<padded { matrix.append([Float](repeating: 0, count: centres.columns)) }
        return matrix.withUnsafeBuffer { elements in
            bias.withUnsafeBufferPointer { bias in
                guard let base = elements.baseAddress, let bias = bias.baseAddress else { return LinearLayer([]) }
                return LinearLayer([(MatrixView(base, rows: padded, columns: centres.columns), bias)])
            }
        }
    }
}
