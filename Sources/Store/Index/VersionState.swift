/// A version as the rows say it stands: what an index is told of it.
struct VersionState: Sendable, Equatable {
    let id: Int64
    let sourceKey: String
    let isRetracted: Bool
    let isRemoved: Bool
    let published: Int64?
    let knownFrom: Int64
    let knownTo: Int64?
}

extension VersionState {
    init(_ version: IndexedVersion, sourceKey: String) {
        self.init(
            id: version.id, sourceKey: sourceKey, isRetracted: version.isRetracted, isRemoved: version.isRemoved,
            published: version.published, knownFrom: version.knownFrom, knownTo: version.knownTo)
    }
}

/// Where the owner of an index finds versions in its ``VersionTable``, and how many rows of it are hidden.
struct VersionRegister: Sendable {
    /// The keys of versions that came from a file in ascending order, as they do: each at its slot. A look-up halves them,
    /// which needs no table to be made when a file is opened.
    private var loaded: [Int64] = []
    /// Of all others.
    private var slots: [Int64: Int] = [:]
    private var sources: [String: Int32] = [:]
    private var rowsOfSlot: [Int] = []
    private var rows = 0
    private var hiddenRows = 0

    /// Fewer hidden rows than this are not worth a copy.
    private static let compactionMinimum = 1024

    func contains(_ version: Int64) -> Bool { slot(of: version) != nil }

    private func slot(of version: Int64) -> Int? {
        if let slot = slots[version] { return slot }
        var (low, high) = (0, loaded.count)
        while low < high {
            let middle = (low + high) / 2
            if loaded[middle] < version { low = middle + 1 } else { high = middle }
        }
        return low < loaded.count && loaded[low] == version ? low : nil
    }

    /// Adds a version without rows; one that is there already takes on the new state.
    mutating func set(_ state: VersionState, in table: inout VersionTable) {
        if let slot = slot(of: state.id) {
            table[slot].knownTo = state.knownTo
            if state.isRemoved { remove(state.id, in: &table) }
            return
        }
        let source = sources[state.sourceKey] ?? table.appendSource(state.sourceKey)
        sources[state.sourceKey] = source
        slots[state.id] = table.append(
            IndexedVersion(
                id: state.id, source: source, isRetracted: state.isRetracted, isRemoved: state.isRemoved,
                published: state.published, knownFrom: state.knownFrom, knownTo: state.knownTo))
        rowsOfSlot.append(0)
    }

    /// Takes in all versions of a file, in the order of their slots; false where one comes twice or names no outlet.
    mutating func load(_ versions: [IndexedVersion], sources keys: [String], into table: inout VersionTable) -> Bool {
        for key in keys { sources[key] = table.appendSource(key) }
        for version in versions {
            guard keys.indices.contains(Int(version.source)) else { return false }
            _ = table.append(version)
        }
        rowsOfSlot = [Int](repeating: 0, count: versions.count)
        loaded = versions.map(\.id)
        if zip(loaded, loaded.dropFirst()).contains(where: >=) {
            slots = Dictionary(zip(loaded, loaded.indices)) { first, _ in first }
            loaded = []
            guard slots.count == versions.count else { return false }
        }
        return sources.count == keys.count
    }

    /// Hides the rows of a version; false where there is nothing to hide.
    @discardableResult
    mutating func remove(_ version: Int64, in table: inout VersionTable) -> Bool {
        guard let slot = slot(of: version), !table[slot].isRemoved else { return false }
        table[slot].isRemoved = true
        hiddenRows += rowsOfSlot[slot]
        return true
    }

    /// The slot for a new row of a version; nil for a version that was not added.
    mutating func slotForRow(of version: Int64, in table: VersionTable) -> Int32? {
        guard let slot = slot(of: version) else { return nil }
        rows += 1
        rowsOfSlot[slot] += 1
        if table[slot].isRemoved { hiddenRows += 1 }
        return Int32(slot)
    }

    /// Counts rows that are there already, each by its version's slot; false where a slot has no version.
    mutating func count(rowsAt slots: [Int32], in table: VersionTable) -> Bool {
        for slot in slots {
            guard rowsOfSlot.indices.contains(Int(slot)) else { return false }
            rowsOfSlot[Int(slot)] += 1
            if table[Int(slot)].isRemoved { hiddenRows += 1 }
        }
        rows += slots.count
        return true
    }

    /// Whether so many rows are hidden that leaving them out is worth a copy.
    var needsCompaction: Bool { hiddenRows > Self.compactionMinimum && hiddenRows * 4 > rows }
}
