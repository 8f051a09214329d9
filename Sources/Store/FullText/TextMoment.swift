import Matrix
import Synchronization

/// What a snapshot's segments hold as of a moment: how many rows stand, and how many words they have.
final class TextMoment: Sendable {
    /// For each slot, whether its version stands.
    let slots: [Bool]
    let segments: [Segment]

    /// A segment at the moment.
    struct Segment {
        var chunks = 0
        /// Words of their texts.
        var words = 0
        /// Rows that do not stand, ascending.
        var missing: [UInt32] = []
    }

    /// O(versions + rows).
    init(_ snapshot: FullTextSnapshot, _ filter: VersionFilter) {
        let slots = snapshot.versions.admitted(by: filter)
        self.slots = slots
        segments = snapshot.segments.map { segment in
            var part = Segment()
            for row in 0..<segment.rows {
                if slots[Int(segment.slots[row])] {
                    part.chunks += 1
                    part.words += Int(segment.lengths[row])
                } else {
                    part.missing.append(UInt32(row))
                }
            }
            return part
        }
    }

    var chunks: Int { segments.reduce(0) { $0 + $1.chunks } }
    var words: Int { segments.reduce(0) { $0 + $1.words } }

    /// How many rows of a segment have a term, of those that stand. Looks up the rows that do not, or reads all postings,
    /// whichever is less.
    func frequency(of list: PostingList, segment index: Int) -> Int {
        let missing = segments[index].missing
        guard !missing.isEmpty else { return list.count }
        guard missing.count < list.count / 4 else {
            var frequency = 0
            list.forEach { posting, _ in
                if slots[Int(list.home.slots[posting.row])] { frequency += 1 }
            }
            return frequency
        }
        let buffers = PostingBuffers(terms: 1)
        return withExtendedLifetime((list, buffers)) {
            var cursor = PostingCursor(list, buffers.postings(0))
            return missing.reduce(list.count) { $0 - (cursor.find($1) ? 1 : 0) }
        }
    }
}

/// What the last few filters admit of one state of an index: working it out takes longer than searching, and is done outside
/// of the lock.
final class TextMoments: Sendable {
    private struct State {
        var moments = RecentFilters<TextMoment>()
        var slots = RecentFilters<[Bool]>()
        var outlets = RecentFilters<[OutletPresence]>()
    }

    private let state = Mutex(State())

    /// Takes note that the index is in another state.
    func forget() { state.withLock { $0 = State() } }

    /// What stands of the snapshot that this belongs to. O(versions + rows) the first time.
    func moment(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> TextMoment {
        if let known = state.withLock({ $0.moments[filter] }) { return known }
        let moment = TextMoment(snapshot, filter)
        state.withLock { $0.moments.remember(moment, of: filter) }
        return moment
    }

    /// For each slot, whether its version is admitted. O(versions) the first time.
    func slots(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> [Bool] {
        if let known = state.withLock({ $0.slots[filter] }) { return known }
        let slots = snapshot.versions.admitted(by: filter)
        state.withLock { $0.slots.remember(slots, of: filter) }
        return slots
    }

    /// The outlets of which a version is admitted: see ``VersionTable/outlets(admittedBy:)``. O(versions) the first time.
    func outlets(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> [OutletPresence] {
        if let known = state.withLock({ $0.outlets[filter] }) { return known }
        let outlets = snapshot.versions.outlets(admittedBy: filter)
        state.withLock { $0.outlets.remember(outlets, of: filter) }
        return outlets
    }
}

/// Values of the filters that were asked for last.
private struct RecentFilters<Value: Sendable> {
    private var entries: [(filter: VersionFilter, value: Value)] = []

    subscript(filter: VersionFilter) -> Value? { entries.first { $0.filter == filter }?.value }

    mutating func remember(_ value: Value, of filter: VersionFilter) {
        if entries.count == 8 { entries.removeFirst() }
        entries.append((filter, value))
    }
}
