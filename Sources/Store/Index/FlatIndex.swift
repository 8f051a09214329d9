import Matrix

/// Exact inner-product search over the vectors of one corpus in one embedding space.
///
/// A value that one owner changes and publishes as ``snapshot``; a change copies at most the last segment and the blocks
/// of versions that it touches. Memory: 4 × dimension + 12 bytes a row, and 64 a version.
struct FlatIndex: DerivedIndex {
    var state: IndexState<FlatSnapshot>

    init(dimension: Int) { state = IndexState(FlatSnapshot(dimension: dimension)) }

    init(form: Int64) { self.init(dimension: Int(form)) }

    var form: Int64 { Int64(snapshot.dimension) }

    /// Adds a row; `vector` holds `dimension` floats. Does nothing for a version without a slot.
    mutating func append(key: ChunkKey, version: Int64, vector: UnsafeBufferPointer<Float>) {
        precondition(vector.count == snapshot.dimension, "\(vector.count) of \(snapshot.dimension) components")
        guard let slot = state.slotForRow(of: version) else { return }
        if (snapshot.segments.last?.keys.count ?? FlatSnapshot.Segment.capacity) == FlatSnapshot.Segment.capacity {
            state.snapshot.segments.append(
                FlatSnapshot.Segment(
                    vectors: FloatMatrix(columns: snapshot.dimension, rowCapacity: FlatSnapshot.Segment.capacity),
                    keys: [], slots: []))
        }
        let last = snapshot.segments.count - 1
        state.snapshot.segments[last].vectors.append(contentsOf: vector)
        state.snapshot.segments[last].keys.append(key)
        state.snapshot.segments[last].slots.append(slot)
    }

    /// O(rows × dimension).
    func compacted() -> FlatIndex {
        var copy = FlatIndex(dimension: snapshot.dimension)
        copy.state.snapshot.sequence = snapshot.sequence
        for slot in 0..<snapshot.versions.count where !snapshot.versions[slot].isRemoved {
            copy.state.set(snapshot.versions.state(slot))
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
