import Synchronization

/// What the last few filters admit of one snapshot: most searches ask with the same ones, and working it out takes longer
/// than searching.
final class AdmissionCache: Sendable {
    private static let capacity = 8
    private struct Entry {
        let filter: VersionFilter
        let admission: Admission
        /// Of this state, not of an earlier one.
        var isCurrent = true
    }

    private let entries: Mutex<[Entry]>

    init() { entries = Mutex([]) }

    /// For a state that comes after another one's.
    init(after other: AdmissionCache) {
        entries = Mutex(other.entries.withLock { $0 })
        outdate()
    }

    /// Takes note that the state has changed.
    func outdate() {
        entries.withLock { entries in for index in entries.indices { entries[index].isCurrent = false } }
    }

    /// What `filter` admits of `snapshot`, which must be the one that this belongs to. O(versions + rows) the first time.
    func admission(_ filter: VersionFilter, of snapshot: VectorSnapshot) -> Admission {
        let found = entries.withLock { $0.first { $0.filter == filter } }
        if let found, found.isCurrent { return found.admission }
        let admission = Admission(snapshot, filter, after: found?.admission)
        entries.withLock { entries in
            entries.removeAll { $0.filter == filter }
            if entries.count == Self.capacity { entries.removeFirst() }
            entries.append(Entry(filter: filter, admission: admission))
        }
        return admission
    }
}
