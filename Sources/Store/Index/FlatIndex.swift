import Matrix

/// Exact inner-product search over the vectors of one corpus in one embedding space.
///
/// A value that one owner changes and publishes as ``snapshot``; a change copies at most the last segment and the blocks
/// of versions that it touches. Memory: 4 × dimension + 12 bytes a row, and 64 a version.
struct FlatIndex: Sendable {
    private(set) var snapshot: FlatSnapshot
    private var slots: [Int64: Int] = [:]
    private var sources: [String: Int32] = [:]
    private var rowsOfVersion: [Int] = []
    private var removedRows = 0
    /// Changes since it was last the same as its file.
    var unsavedChanges = 0

    init(dimension: Int) {
        snapshot = FlatSnapshot(dimension: dimension)
    }

    var sequence: Int64 {
        get { snapshot.sequence }
        set { snapshot.sequence = newValue }
    }

    /// Whether a version has a slot.
    func contains(version: Int64) -> Bool { slots[version] != nil }

    /// Adds a version without rows; one that is there already takes on the new state.
    mutating func set(
        version id: Int64, sourceKey: String, isRetracted: Bool, isRemoved: Bool, published: Int64?, knownFrom: Int64,
        knownTo: Int64?
    ) {
        unsavedChanges += 1
        if let slot = slots[id] {
            snapshot.versions[slot].knownTo = knownTo
            if isRemoved { remove(version: id) }
            return
        }
        let source = sources[sourceKey] ?? snapshot.versions.appendSource(sourceKey)
        sources[sourceKey] = source
        slots[id] = snapshot.versions.append(
            IndexedVersion(
                id: id, source: source, isRetracted: isRetracted, isRemoved: isRemoved, published: published,
                knownFrom: knownFrom, knownTo: knownTo))
        rowsOfVersion.append(0)
    }

    /// Hides the rows of a version.
    mutating func remove(version: Int64) {
        guard let slot = slots[version], !snapshot.versions[slot].isRemoved else { return }
        unsavedChanges += 1
        snapshot.versions[slot].isRemoved = true
        removedRows += rowsOfVersion[slot]
    }

    /// Adds a row; `vector` holds `dimension` floats. Does nothing for a version without a slot.
    mutating func append(key: ChunkKey, version: Int64, vector: UnsafeBufferPointer<Float>) {
        precondition(vector.count == snapshot.dimension, "\(vector.count) of \(snapshot.dimension) components")
        guard let slot = slots[version] else { return }
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
        snapshot.segments[last].slots.append(Int32(slot))
        rowsOfVersion[slot] += 1
        if snapshot.versions[slot].isRemoved { removedRows += 1 }
    }

    /// Whether so many rows are hidden that leaving them out is worth a copy.
    var needsCompaction: Bool { removedRows > FlatSnapshot.Segment.capacity && removedRows * 4 > snapshot.rows }

    /// A copy without the hidden rows and their versions. O(rows × dimension).
    func compacted() -> FlatIndex {
        var copy = FlatIndex(dimension: snapshot.dimension)
        copy.sequence = sequence
        for slot in 0..<snapshot.versions.count {
            let version = snapshot.versions[slot]
            guard !version.isRemoved else { continue }
            copy.set(
                version: version.id, sourceKey: snapshot.versions.sources[Int(version.source)],
                isRetracted: version.isRetracted, isRemoved: false, published: version.published,
                knownFrom: version.knownFrom, knownTo: version.knownTo)
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
