import Synchronization

/// A dense matrix of 32-bit floats, row after row without gaps, in memory aligned to 64 bytes.
///
/// A value: copies share storage until one of them is written to. It can grow by rows, in amortised O(columns) a row; the first of
/// several copies that does so shares the rows before with the others.
public struct FloatMatrix: Sendable {
    /// Bytes to which storage is aligned: a cache line, and the widest vector register.
    public static let alignment = 64

    /// How many rows it has.
    public private(set) var rows: Int
    /// Components of a row.
    public let columns: Int
    private var storage: Storage

    /// A matrix of zeros, in a part of `memory` where it has the room. O(rows × columns).
    public init(rows: Int, columns: Int, in memory: WeightMemory? = nil) {
        precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        let storage = memory.flatMap { Storage(capacity: rows * columns, in: $0) } ?? Storage(capacity: rows * columns)
        _ = storage.claim(0, upTo: rows * columns)
        storage.elements.initialize(repeating: 0)
        self.storage = storage
    }

    /// A matrix without rows and with room for `capacity` of them.
    public init(columns: Int, rowCapacity capacity: Int) {
        precondition(capacity >= 0 && columns >= 0, "room for \(capacity) × \(columns)")
        rows = 0
        self.columns = columns
        storage = Storage(capacity: capacity * columns)
    }

    /// The same in a part of `memory`, which it keeps alive; nil where too little is left.
    public init?(columns: Int, rowCapacity capacity: Int, in memory: WeightMemory) {
        precondition(capacity >= 0 && columns >= 0, "room for \(capacity) × \(columns)")
        guard let storage = Storage(capacity: capacity * columns, in: memory) else { return nil }
        rows = 0
        self.columns = columns
        self.storage = storage
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
            makeUnique()
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
        let (start, needed) = (rows * columns, rows * columns + floats.count)
        if !storage.claim(start, upTo: needed) {
            let room = storage.elements.count
            storage = storage.copy(start, capacity: needed <= room ? room : max(needed, 2 * room), used: needed)
        }
        _ = storage.elements[start..<needed].initialize(fromContentsOf: floats)
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
        makeUnique()
        return try withExtendedLifetime(storage) {
            try body(UnsafeMutableBufferPointer(rebasing: storage.elements[..<(rows * columns)]))
        }
    }

    private mutating func makeUnique() {
        guard !isKnownUniquelyReferenced(&storage) || !storage.isWritable else { return }
        storage = storage.copy(rows * columns, capacity: rows * columns, used: rows * columns)
    }

    /// Owns the memory, or keeps its owner alive. `Sendable` since elements are written to only through a matrix that owns it alone, or
    /// by the one that claimed them, behind those of all others.
    private final class Storage: @unchecked Sendable {
        let elements: UnsafeMutableBufferPointer<Float>
        /// Whose the memory is; nil where it is ours.
        let owner: (any AnyObject & Sendable)?
        let isWritable: Bool
        /// Where elements end that some matrix has.
        private let used: Atomic<Int>

        init(capacity: Int, used: Int = 0) {
            let bytes = UnsafeMutableRawBufferPointer.allocate(
                byteCount: capacity * MemoryLayout<Float>.stride, alignment: FloatMatrix.alignment)
            elements = bytes.bindMemory(to: Float.self)
            owner = nil
            isWritable = true
            self.used = Atomic(used)
        }

        init?(capacity: Int, in memory: WeightMemory) {
            guard let base = memory.take(WeightMemory.room(capacity)) else { return nil }
            elements = UnsafeMutableBufferPointer(start: base, count: capacity)
            owner = memory
            isWritable = true
            used = Atomic(0)
        }

        init(viewing elements: UnsafeBufferPointer<Float>, of owner: any AnyObject & Sendable) {
            self.elements = UnsafeMutableBufferPointer(mutating: elements)
            self.owner = owner
            isWritable = false
            used = Atomic(elements.count)
        }

        /// Takes the elements from `start` on for a matrix that has those before; false where another has them or there is no room.
        func claim(_ start: Int, upTo end: Int) -> Bool {
            isWritable && end <= elements.count
                && used.compareExchange(expected: start, desired: end, ordering: .relaxed).exchanged
        }

        /// The first `count` elements with room for `capacity`.
        func copy(_ count: Int, capacity: Int, used: Int) -> Storage {
            let copy = Storage(capacity: capacity, used: used)
            _ = copy.elements.initialize(fromContentsOf: elements[..<count])
            return copy
        }

        deinit { if owner == nil { UnsafeMutableRawBufferPointer(elements).deallocate() } }
    }
}
