import Matrix

/// Up to ``capacity`` rows that lie together in memory, or in a mapped file. Once full it is sealed: coded, and no longer
/// added to.
struct VectorSegment: Sendable {
    /// Rows that one has at most: their numbers have ten bits.
    static let capacity = 1024
    /// Rows at which one that is being filled is full: every search compares all of them until then.
    static let sealedRows = 256

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
    var isFull: Bool { rows >= Self.sealedRows }

    /// An empty one with room for so many rows, in `memory` where it has the room.
    init(dimension: Int, capacity: Int = VectorSegment.sealedRows, in memory: WeightMemory? = nil) {
        vectors =
            memory.flatMap { FloatMatrix(columns: dimension, rowCapacity: capacity, in: $0) }
            ?? FloatMatrix(columns: dimension, rowCapacity: capacity)
        keys = []
        slots = []
        keys.reserveCapacity(capacity)
        slots.reserveCapacity(capacity)
    }

    /// Floats that vectors and codes of so many rows take at most.
    static func floats(rows: Int, dimension: Int) -> (vectors: Int, codes: Int) {
        (
            WeightMemory.room(rows * dimension),
            WeightMemory.room(SignCodes.blockCount(rows: rows) * SignCodes.blockFloats(columns: dimension))
        )
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

    /// Codes the rows about `centre`, in `memory` where it has the room.
    mutating func seal(about centre: [Float], rotation: RandomRotation, in memory: WeightMemory? = nil) {
        codes = vectors.withUnsafeBuffer { SignCodes($0, centre: centre, rotation: rotation, in: memory) }
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
        var words = [UInt64](repeating: 0, count: (rows + 63) / 64)
        var count = 0
        for row in slots.indices where passes(Int(slots[row])) {
            words[row / 64] |= 1 << UInt64(row % 64)
            count += 1
        }
        return count == rows ? [] : words
    }
}
