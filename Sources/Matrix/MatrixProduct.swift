import CBLAS

/// Whether a factor of a product is read by rows or by columns.
public enum Transposition: Sendable, Hashable {
    case asStored
    case transposed

    fileprivate var flag: CBLAS_TRANSPOSE { self == .asStored ? CblasNoTrans : CblasTrans }
}

/// Part of a row-major matrix in memory that belongs to someone else: `rows` rows of `columns` floats, one every
/// `stride` floats. Valid as long as that memory is.
public struct MatrixView {
    /// The first element.
    public let base: UnsafePointer<Float>
    /// How many rows it has.
    public let rows: Int
    /// How many floats of each row belong to it.
    public let columns: Int
    /// Floats from the beginning of one row to that of the next.
    public let stride: Int

    /// Views memory; rows follow each other without gaps where no stride is given.
    public init(_ base: UnsafePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
        let stride = stride ?? columns
        precondition(rows >= 0 && columns >= 0 && stride >= columns, "\(rows) × \(columns), every \(stride)")
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }
}

/// The same, to be written to.
public struct MutableMatrixView {
    /// The first element.
    public let base: UnsafeMutablePointer<Float>
    /// How many rows it has.
    public let rows: Int
    /// How many floats of each row belong to it.
    public let columns: Int
    /// Floats from the beginning of one row to that of the next.
    public let stride: Int

    /// Views memory; rows follow each other without gaps where no stride is given.
    public init(_ base: UnsafeMutablePointer<Float>, rows: Int, columns: Int, stride: Int? = nil) {
        let stride = stride ?? columns
        precondition(rows >= 0 && columns >= 0 && stride >= columns, "\(rows) × \(columns), every \(stride)")
        self.base = base
        self.rows = rows
        self.columns = columns
        self.stride = stride
    }
}

/// `product = scale × left × right + keep × product` (BLAS level 3, sgemm), on the calling thread alone.
///
/// Blocks for 2 × rows × columns × depth floating-point operations: call it on a ``ComputePool``. `product` must not
/// overlap the factors.
public func multiply(
    _ left: MatrixView, _ leftTransposition: Transposition = .asStored, _ right: MatrixView,
    _ rightTransposition: Transposition = .asStored, into product: MutableMatrixView, scale: Float = 1, keep: Float = 0
) {
    let (rows, depth) = leftTransposition == .asStored ? (left.rows, left.columns) : (left.columns, left.rows)
    let (inner, columns) = rightTransposition == .asStored ? (right.rows, right.columns) : (right.columns, right.rows)
    precondition(depth == inner, "a product of \(rows) × \(depth) and \(inner) × \(columns)")
    precondition(
        product.rows == rows && product.columns == columns,
        "a product of \(rows) × \(columns) into \(product.rows) × \(product.columns)")
    guard rows > 0, columns > 0 else { return }
    _ = BLASLibrary.current
    cblas_sgemm(
        CblasRowMajor, leftTransposition.flag, rightTransposition.flag, CInt(rows), CInt(columns), CInt(depth), scale,
        left.base, CInt(max(left.stride, 1)), right.base, CInt(max(right.stride, 1)), keep, product.base,
        CInt(product.stride))
}

/// `product = matrix × vector` (BLAS level 2, sgemv), on the calling thread alone. `product` has one float for each row.
public func multiply(
    _ matrix: MatrixView, by vector: UnsafeBufferPointer<Float>, into product: UnsafeMutableBufferPointer<Float>
) {
    precondition(vector.count == matrix.columns, "\(matrix.columns) columns by a vector of \(vector.count)")
    precondition(product.count == matrix.rows, "\(matrix.rows) rows into a vector of \(product.count)")
    guard matrix.rows > 0, let output = product.baseAddress else { return }
    guard matrix.columns > 0, let input = vector.baseAddress else { return product.update(repeating: 0) }
    _ = BLASLibrary.current
    cblas_sgemv(
        CblasRowMajor, CblasNoTrans, CInt(matrix.rows), CInt(matrix.columns), 1, matrix.base, CInt(matrix.stride),
        input, 1, 0, output, 1)
}

extension FloatMatrix {
    /// This matrix times `other`, or times its transpose; a new matrix.
    public func multiplied(by other: FloatMatrix, _ transposition: Transposition = .asStored) -> FloatMatrix {
        var product = FloatMatrix(rows: rows, columns: transposition == .asStored ? other.columns : other.rows)
        let (height, width) = (product.rows, product.columns)
        product.withUnsafeMutableBuffer { result in
            withUnsafeBuffer { left in
                other.withUnsafeBuffer { right in
                    guard let result = result.baseAddress, let left = left.baseAddress, let right = right.baseAddress
                    else { return }
                    multiply(
                        MatrixView(left, rows: rows, columns: columns), .asStored,
                        MatrixView(right, rows: other.rows, columns: other.columns), transposition,
                        into: MutableMatrixView(result, rows: height, columns: width))
                }
            }
        }
        return product
    }
}
