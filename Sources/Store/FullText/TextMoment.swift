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

/// What the last few filters admit of one state of an index: working it out takes longer than searching.
final class TextMoments: Sendable {
    private static let capacity = 8

    private let moments = Mutex<[(filter: VersionFilter, moment: TextMoment)]>([])
    private let admitted = Mutex<[(filter: VersionFilter, slots: [Bool])]>([])
    private let present = Mutex<[(filter: VersionFilter, outlets: [OutletPresence])]>([])

    /// What stands of the snapshot that this belongs to. O(versions + rows) the first time.
    func moment(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> TextMoment {
        if let known = moments.withLock({ $0.first { $0.filter == filter }?.moment }) { return known }
        let moment = TextMoment(snapshot, filter)
        moments.withLock { Self.remember((filter, moment), in: &$0) }
        return moment
    }

    /// For each slot, whether its version is admitted. O(versions) the first time.
    func slots(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> [Bool] {
        if let known = admitted.withLock({ $0.first { $0.filter == filter }?.slots }) { return known }
        let slots = snapshot.versions.admitted(by: filter)
        admitted.withLock { Self.remember((filter, slots), in: &$0) }
        return slots
    }

    /// The outlets of which a version is admitted: see ``VersionTable/outlets(admittedBy:)``. O(versions) the first time.
    func outlets(_ filter: VersionFilter, of snapshot: FullTextSnapshot) -> [OutletPresence] {
        if let known = present.withLock({ $0.first { $0.filter == filter }?.outlets }) { return known }
        let outlets = snapshot.versions.outlets(admittedBy: filter)
        present.withLock { Self.remember((filter, outlets), in: &$0) }
        return outlets
    }

    private static func remember<Entry>(_ entry: Entry, in entries: inout [Entry]) {
        if entries.count == capacity { entries.removeFirst() }
        entries.append(entry)
    }
}
