/// A dense matrix of 32-bit floats, row after row without gaps, in memory aligned to 64 bytes.
///
/// A value: copies share storage until one of them is written to. It can grow by rows, in amortised O(columns) a row.
public struct FloatMatrix: Sendable {
    /// Bytes to which storage is aligned: a cache line, and the widest vector register.
    public static let alignment = 64

    /// How many rows it has.
    public private(set) var rows: Int
    /// Components of a row.
    public let columns: Int
    private var storage: Storage

    /// A matrix of zeros. O(rows × columns).
    public init(rows: Int, columns: Int) {
        precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        storage = Storage(capacity: rows * columns)
        storage.elements.initialize(repeating: 0)
    }

    /// A matrix without rows and with room for `capacity` of them.
    public init(columns: Int, rowCapacity capacity: Int) {
        precondition(capacity >= 0 && columns >= 0, "room for \(capacity) × \(columns)")
        rows = 0
        self.columns = columns
        storage = Storage(capacity: capacity * columns)
    }

    /// A matrix of the given rows, all of `columns` components.
    public init(_ rows: some Collection<[Float]>, columns: Int) {
        self.init(columns: columns, rowCapacity: rows.count)
        for row in rows { append(row) }
    }

    /// Whole rows in memory that `owner` keeps alive, such as a mapped file; they are copied when they are to be changed.
    public init(viewing elements: UnsafeBufferPointer<Float>, columns: Int, of owner: any AnyObject & Sendable) {
        precondition(columns > 0 && elements.count.isMultiple(of: columns), "rows of \(columns) from \(elements.count)")
        rows = elements.count / columns
        self.columns = columns
        storage = Storage(viewing: elements, of: owner)
    }

    /// One row, copied.
    public subscript(row: Int) -> [Float] {
        precondition(row >= 0 && row < rows, "row \(row) of \(rows)")
        return Array(storage.elements[row * columns..<(row + 1) * columns])
    }

    /// One element; writing copies shared storage first.
    public subscript(row: Int, column: Int) -> Float {
        get {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "place (\(row), \(column))")
            return storage.elements[row * columns + column]
        }
        set {
            precondition(row >= 0 && row < rows && column >= 0 && column < columns, "place (\(row), \(column))")
            makeUnique(capacity: rows * columns)
            storage.elements[row * columns + column] = newValue
        }
    }

    /// Adds a row at the end.
    public mutating func append(_ row: [Float]) {
        precondition(row.count == columns, "a row of \(row.count) for \(columns) columns")
        row.withUnsafeBufferPointer { append(contentsOf: $0) }
    }

    /// Adds whole rows at the end.
    public mutating func append(contentsOf floats: UnsafeBufferPointer<Float>) {
        precondition(columns > 0 && floats.count.isMultiple(of: columns), "rows of \(columns) from \(floats.count)")
        let needed = rows * columns + floats.count
        makeUnique(capacity: needed <= storage.elements.count ? needed : max(needed, 2 * storage.elements.count))
        _ = storage.elements[(rows * columns)..<needed].initialize(fromContentsOf: floats)
        rows += floats.count / columns
    }

    /// All elements, row after row, as long as `body` runs.
    public func withUnsafeBuffer<R>(_ body: (UnsafeBufferPointer<Float>) throws -> R) rethrows -> R {
        try withExtendedLifetime(storage) {
            try body(UnsafeBufferPointer(rebasing: storage.elements[..<(rows * columns)]))
        }
    }

    /// All elements, to be written; copies them first where they are shared.
    public mutating func withUnsafeMutableBuffer<R>(
        _ body: (UnsafeMutableBufferPointer<Float>) throws -> R
    ) rethrows -> R {
        makeUnique(capacity: rows * columns)
        return try withExtendedLifetime(storage) {
            try body(UnsafeMutableBufferPointer(rebasing: storage.elements[..<(rows * columns)]))
        }
    }

    private mutating func makeUnique(capacity: Int) {
        guard !isKnownUniquelyReferenced(&storage) || storage.owner != nil || capacity > storage.elements.count else {
            return
        }
        let copy = Storage(capacity: max(capacity, rows * columns))
        _ = copy.elements.initialize(fromContentsOf: storage.elements[..<(rows * columns)])
        storage = copy
    }

    /// Owns the memory, or keeps its owner alive. `Sendable` since it is written to only through a matrix that owns it alone.
    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutableBufferPointer<Float>
        /// Whose the memory is; nil where it is ours. Such memory is never written to.
        let owner: (any AnyObject & Sendable)?

        init(capacity: Int) {
            let bytes = UnsafeMutableRawBufferPointer.allocate(
                byteCount: capacity * MemoryLayout<Float>.stride, alignment: FloatMatrix.alignment)
            elements = bytes.bindMemory(to: Float.self)
            owner = nil
        }

        init(viewing elements: UnsafeBufferPointer<Float>, of owner: any AnyObject & Sendable) {
            self.elements = UnsafeMutableBufferPointer(mutating: elements)
            self.owner = owner
        }

        deinit { if owner == nil { UnsafeMutableRawBufferPointer(elements).deallocate() } }
    }
}
