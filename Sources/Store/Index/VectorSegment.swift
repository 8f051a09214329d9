import Matrix

/// Up to ``capacity`` rows that lie together in memory, or in a mapped file. Once full it is sealed: coded, and no longer
/// added to.
struct VectorSegment: Sendable {
    /// Bounds what is copied when rows are added while a search holds the segment.
    static let capacity = 1024
    /// Words of a bitmap of its rows.
    static let words = capacity / 64

    private(set) var vectors: FloatMatrix
    private(set) var keys: [ChunkKey]
    /// For each row, the slot of its version.
    private(set) var slots: [Int32]
    /// What finds candidates; nil while rows still come.
    private(set) var codes: SignCodes?
    /// Of a mapped file, what was not looked at yet.
    private var unreadVectors: UnreadBlock?
    private var unreadCodes: UnreadBlock?

    var rows: Int { keys.count }
    var isFull: Bool { rows == Self.capacity }

    /// An empty one with room for so many rows.
    init(dimension: Int, capacity: Int = VectorSegment.capacity) {
        vectors = FloatMatrix(columns: dimension, rowCapacity: capacity)
        keys = []
        slots = []
        keys.reserveCapacity(capacity)
        slots.reserveCapacity(capacity)
    }

    /// One of a file. Vectors and codes are checked at their first use.
    init?(
        keys: [ChunkKey], slots: [Int32], dimension: Int, vectors: UnreadBlock, codes: UnreadBlock?
    ) {
        guard keys.count == slots.count, (1...Self.capacity).contains(keys.count),
            vectors.bytes.count == keys.count * dimension * MemoryLayout<Float>.size
        else { return nil }
        self.keys = keys
        self.slots = slots
        self.vectors = FloatMatrix(viewing: vectors.bytes.bindMemory(to: Float.self), columns: dimension, of: vectors)
        unreadVectors = vectors
        guard let codes else { return }
        let width = SignCodes.blockFloats(columns: dimension)
        guard codes.bytes.count == SignCodes.blockCount(rows: keys.count) * width * MemoryLayout<Float>.size else {
            return nil
        }
        let blocks = FloatMatrix(viewing: codes.bytes.bindMemory(to: Float.self), columns: width, of: codes)
        self.codes = SignCodes(rows: keys.count, columns: dimension, blocks: blocks)
        unreadCodes = codes
    }

    mutating func append(key: ChunkKey, slot: Int32, vector: UnsafeBufferPointer<Float>) {
        vectors.append(contentsOf: vector)
        keys.append(key)
        slots.append(slot)
    }

    /// The mean of the rows.
    var centre: [Float] {
        vectors.withUnsafeBuffer { elements in
            guard let base = elements.baseAddress else { return [Float](repeating: 0, count: vectors.columns) }
            return Kernels.best.mean(MatrixView(base, rows: rows, columns: vectors.columns))
        }
    }

    /// The root of the mean square of the rows' distances from `centre`, which is their mean.
    func spread(about centre: [Float]) -> Float {
        guard rows > 0 else { return 0 }
        var square: Float = 0
        withUnsafeMutablePointer(to: &square) { square in
            vectors.withUnsafeBuffer {
                Kernels.best.dot($0, rows: $0, into: UnsafeMutableBufferPointer(start: square, count: 1))
            }
        }
        // Less the square of the mean: of rows that are all alike, rounding may leave less than nothing.
        return max(0, square / Float(rows) - Kernels.best.dot(centre, centre)).squareRoot()
    }

    /// Codes the rows about `centre`.
    mutating func seal(about centre: [Float], rotation: RandomRotation) {
        codes = vectors.withUnsafeBuffer { SignCodes($0, centre: centre, rotation: rotation) }
    }

    /// Throws ``BlockFile/Fault/damaged`` where the vectors of a file are not those that were written.
    func checkVectors() throws { try unreadVectors?.check() }

    /// The same for the codes.
    func checkCodes() throws { try unreadCodes?.check() }

    /// Says that all of the file, if it lies in one, will be read.
    func expectReadsOfFile() { unreadVectors?.expectReadsOfFile() }

    /// Both, so that nothing is left unread.
    func check() throws {
        try checkVectors()
        try checkCodes()
    }

    /// A bitmap of the rows whose version's slot passes; empty where all do.
    func bits(_ passes: (Int) -> Bool) -> [UInt64] {
        var words = [UInt64](repeating: 0, count: Self.words)
        var count = 0
        for row in slots.indices where passes(Int(slots[row])) {
            words[row / 64] |= 1 << UInt64(row % 64)
            count += 1
        }
        return count == rows ? [] : words
    }
}
