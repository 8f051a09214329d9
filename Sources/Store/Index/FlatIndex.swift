import Matrix

/// Exact inner-product search over the vectors of one corpus in one embedding space.
///
/// A value that one owner changes and publishes as ``snapshot``; a change copies at most the last segment and the blocks
/// of versions that it touches. Memory: 4 × dimension + 12 bytes a row, and 64 a version.
struct FlatIndex: DerivedIndex {
    private(set) var snapshot: FlatSnapshot
    private var register = VersionRegister()
    var unsavedChanges = 0

    init(dimension: Int) {
        snapshot = FlatSnapshot(dimension: dimension)
    }

    init(form: Int64) { self.init(dimension: Int(form)) }

    var form: Int64 { Int64(snapshot.dimension) }
    var rows: Int { snapshot.rows }
    var versions: VersionTable { snapshot.versions }

    var sequence: Int64 {
        get { snapshot.sequence }
        set { snapshot.sequence = newValue }
    }

    func contains(version: Int64) -> Bool { register.contains(version) }

    mutating func set(_ version: VersionState) {
        unsavedChanges += 1
        register.set(version, in: &snapshot.versions)
    }

    mutating func remove(version: Int64) {
        if register.remove(version, in: &snapshot.versions) { unsavedChanges += 1 }
    }

    /// Adds a row; `vector` holds `dimension` floats. Does nothing for a version without a slot.
    mutating func append(key: ChunkKey, version: Int64, vector: UnsafeBufferPointer<Float>) {
        precondition(vector.count == snapshot.dimension, "\(vector.count) of \(snapshot.dimension) components")
        guard let slot = register.slotForRow(of: version, in: snapshot.versions) else { return }
        unsavedChanges += 1
        if (snapshot.segments.last?.keys.count ?? FlatSnapshot.Segment.capacity) == FlatSnapshot.Segment.capacity {
            snapshot.segments.append(
                FlatSnapshot.Segment(
                    vectors: FloatMatrix(columns: snapshot.dimension, rowCapacity: FlatSnapshot.Segment.capacity),
                    keys: [], slots: []))
        }
        let last = snapshot.segments.count - 1
        snapshot.segments[last].vectors.append(contentsOf: vector)
        snapshot.segments[last].keys.append(key)
        snapshot.segments[last].slots.append(slot)
    }

    var needsCompaction: Bool { register.needsCompaction }

    /// O(rows × dimension).
    func compacted() -> FlatIndex {
        var copy = FlatIndex(dimension: snapshot.dimension)
        copy.sequence = sequence
        for slot in 0..<snapshot.versions.count where !snapshot.versions[slot].isRemoved {
            copy.set(snapshot.versions.state(slot))
        }
        forEachRow { key, version, vector in
            copy.append(key: key, version: version, vector: vector)
        }
        return copy
    }

    /// Every row with its chunk's key and its version, in the order in which they came.
    func forEachRow(_ body: (ChunkKey, Int64, UnsafeBufferPointer<Float>) throws -> Void) rethrows {
        let dimension = snapshot.dimension
        for segment in snapshot.segments {
            try segment.vectors.withUnsafeBuffer { elements in
                for row in segment.keys.indices {
                    let vector = UnsafeBufferPointer(rebasing: elements[(row * dimension)..<((row + 1) * dimension)])
                    try body(segment.keys[row], snapshot.versions[Int(segment.slots[row])].id, vector)
                }
            }
        }
    }
}
