/// Multi-head attention within one sequence that knows how far its tokens stand apart: to the product of a query and a key
/// come those of the query with the distance and of the key with the distance (He et al. 2021, arXiv:2006.03654, section 3.1).
///
/// `softmax((Q Kᵀ + Q Dkᵀ + Dq Kᵀ) / √(3 × width)) V` in each head, where `Dk` and `Dq` are rows of tables, chosen by the
/// distance of query and key; without one of the tables, its term is missing and the scale is of two. Products by BLAS. A
/// value without memory of its own.
public struct DisentangledAttention: Sendable {
    /// What the layer has for each distance: one row for each of them, or for several that are far.
    public struct Distances {
        /// Keys of distances, which queries look at; nil where they do not.
        public let keys: MatrixView?
        /// Queries of distances, which look at keys; nil where there are none.
        public let queries: MatrixView?
        /// The row for each distance of a query from a key, from -(`reach` - 1) to `reach` - 1, never falling.
        public let rows: UnsafeBufferPointer<Int32>

        public init(keys: MatrixView?, queries: MatrixView?, rows: UnsafeBufferPointer<Int32>) {
            precondition(!rows.count.isMultiple(of: 2), "rows for distances on both sides of 0")
            self.keys = keys
            self.queries = queries
            self.rows = rows
        }

        /// The longest sequence that has rows for all of its distances.
        var reach: Int { (rows.count + 1) / 2 }
    }

    private let heads: Int
    private let width: Int
    private let kernels = Kernels.best

    /// For so many heads, each `width` components wide.
    public init(heads: Int, width: Int) {
        precondition(heads > 0 && width > 0, "\(heads) heads of \(width)")
        self.heads = heads
        self.width = width
    }

    /// Floats of working memory for a sequence of `tokens` tokens, with tables of at most `rows` rows.
    public static func scratch(tokens: Int, rows: Int) -> Int { tokens * (tokens + min(2 * tokens, rows)) }

    /// Writes what each query gathers of the values to `output`. All have the heads side by side, the tables too. Queries are
    /// those of the sequence's first tokens. `scratch` has the floats that ``scratch(tokens:rows:)`` says. Blocks for some
    /// 12 × queries × keys × heads × width operations.
    public func apply(
        queries: MatrixView, keys: MatrixView, values: MatrixView, distances: Distances,
        scratch: UnsafeMutablePointer<Float>, into output: MutableMatrixView
    ) {
        precondition(keys.rows == values.rows && queries.rows == output.rows, "a value for each key, and an output")
        precondition(
            [queries.columns, keys.columns, values.columns, output.columns].allSatisfy { $0 == heads * width },
            "\(heads) heads of \(width)")
        precondition(max(queries.rows, keys.rows) <= distances.reach, "rows for all distances")
        guard keys.rows > 0, queries.rows > 0 else { return }
        let terms = 1 + (distances.keys == nil ? 0 : 1) + (distances.queries == nil ? 0 : 1)
        let scale = 1 / Float(width * terms).squareRoot()
        let scores = MutableMatrixView(scratch, rows: queries.rows, columns: keys.rows)
        let rest = scratch + keys.rows * keys.rows
        for head in 0..<heads {
            let (query, key) = (part(queries, head), part(keys, head))
            multiply(query, .asStored, key, .transposed, into: scores)
            if let table = distances.keys { add(query, to: part(table, head), distances, rest, scores) }
            if let table = distances.queries { add(part(table, head), for: key, distances, rest, scores) }
            kernels.softmax(scores, scale: scale)
            multiply(
                MatrixView(scratch, rows: queries.rows, columns: keys.rows), .asStored, part(values, head),
                into: MutableMatrixView(
                    output.base + head * width, rows: output.rows, columns: width, stride: output.stride))
        }
    }

    /// Adds what each query has to say to the distance of each key.
    private func add(
        _ query: MatrixView, to table: MatrixView, _ distances: Distances, _ memory: UnsafeMutablePointer<Float>,
        _ scores: MutableMatrixView
    ) {
        let (rows, low) = Self.needed(table, distances, scores)
        let products = MutableMatrixView(memory, rows: query.rows, columns: rows.rows)
        multiply(query, .asStored, rows, .transposed, into: products)
        for place in 0..<scores.rows {
            let product = memory + place * products.stride - low
            let row = scores.base + place * scores.stride
            let distance = distances.reach - 1 + place
            for other in 0..<scores.columns { row[other] += product[Int(distances.rows[distance - other])] }
        }
    }

    /// Adds what the distance of each query has to say to each key.
    private func add(
        _ table: MatrixView, for key: MatrixView, _ distances: Distances, _ memory: UnsafeMutablePointer<Float>,
        _ scores: MutableMatrixView
    ) {
        let (rows, low) = Self.needed(table, distances, scores)
        let products = MutableMatrixView(memory, rows: rows.rows, columns: key.rows)
        multiply(rows, .asStored, key, .transposed, into: products)
        for place in 0..<scores.rows {
            let row = scores.base + place * scores.stride
            let distance = distances.reach - 1 + place
            for other in 0..<scores.columns {
                row[other] += memory[(Int(distances.rows[distance - other]) - low) * products.stride + other]
            }
        }
    }

    /// The rows of a table that the distances within a sequence have, and the first of them.
    private static func needed(
        _ table: MatrixView, _ distances: Distances, _ scores: MutableMatrixView
    ) -> (rows: MatrixView, low: Int) {
        let middle = distances.reach - 1
        let low = Int(distances.rows[middle - (scores.columns - 1)])
        let high = Int(distances.rows[middle + (scores.rows - 1)])
        precondition(low >= 0 && low <= high && high < table.rows, "rows \(low) to \(high) of \(table.rows)")
        let rows = MatrixView(
            table.base + low * table.stride, rows: high - low + 1, columns: table.columns, stride: table.stride)
        return (rows, low)
    }

    private func part(_ view: MatrixView, _ head: Int) -> MatrixView {
        MatrixView(view.base + head * width, rows: view.rows, columns: width, stride: view.stride)
    }
}
