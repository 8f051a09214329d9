import Matrix
import Synchronization

/// Inner-product search over the vectors of one corpus in one embedding space: exact while it is small, through codes when
/// it is larger, and through clusters when it is large.
///
/// A value that one owner changes and publishes as ``snapshot``; a change copies at most the last segment and the blocks
/// of versions that it touches. Memory: 4 × dimension + dimension / 8 + 16 bytes a row, and 64 a version.
struct VectorIndex: DerivedIndex {
    var state: IndexState<VectorSnapshot>
    private let rotation: RandomRotation

    init(dimension: Int) {
        rotation = Self.rotation(dimension)
        state = IndexState(VectorSnapshot(dimension: dimension))
    }

    init(form: Int64) { self.init(dimension: Int(form)) }

    var form: Int64 { Int64(snapshot.dimension) }

    private static let rotations = Mutex<[Int: RandomRotation]>([:])

    /// The rotation of all codes of a dimension: drawn once.
    static func rotation(_ dimension: Int) -> RandomRotation {
        rotations.withLock { rotations in
            if let rotation = rotations[dimension] { return rotation }
            let rotation = RandomRotation(columns: dimension)
            rotations[dimension] = rotation
            return rotation
        }
    }

    /// Adds a row; `vector` holds `dimension` floats. Does nothing for a version without a slot.
    mutating func append(key: ChunkKey, version: Int64, vector: UnsafeBufferPointer<Float>) {
        precondition(vector.count == snapshot.dimension, "\(vector.count) of \(snapshot.dimension) components")
        guard let slot = state.slotForRow(of: version) else { return }
        state.snapshot.append(key: key, slot: slot, vector: vector, rotation: rotation)
    }

    /// O(rows × dimension). Clusters are given up, and found again when it is worth it.
    func compacted() throws -> VectorIndex {
        var copy = VectorIndex(dimension: snapshot.dimension)
        copy.state.snapshot.sequence = snapshot.sequence
        for slot in 0..<snapshot.versions.count where !snapshot.versions[slot].isRemoved {
            copy.state.set(snapshot.versions.state(slot))
        }
        try forEachRow { key, version, vector in
            copy.append(key: key, version: version, vector: vector)
        }
        return copy
    }

    /// Whether all of the file that holds the rows is what was written. Reads what was not read yet.
    var isWhole: Bool {
        do {
            for segment in snapshot.segments { try segment.check() }
            return true
        } catch {
            return false
        }
    }

    /// Every row with its chunk's key and its version, segment by segment.
    func forEachRow(_ body: (ChunkKey, Int64, UnsafeBufferPointer<Float>) throws -> Void) throws {
        let dimension = snapshot.dimension
        for segment in snapshot.segments {
            try segment.checkVectors()
            try segment.vectors.withUnsafeBuffer { elements in
                for row in segment.keys.indices {
                    let vector = UnsafeBufferPointer(rebasing: elements[(row * dimension)..<((row + 1) * dimension)])
                    try body(segment.keys[row], snapshot.versions[Int(segment.slots[row])].id, vector)
                }
            }
        }
    }
}
