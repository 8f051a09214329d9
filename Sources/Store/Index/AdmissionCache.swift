import Synchronization

/// What the last few filters admit of a snapshot: most searches ask with the same ones, and working it out takes longer
/// than searching.
///
/// All states of an index share one memory, so that what a search works out for its own state serves a later one to go on
/// from, even where that one was published before the search ended. Without that, an index that changes more often than an
/// admission can be worked out would never have one.
struct AdmissionCache: Sendable {
    private var line = Line()
    private var number = 0

    /// Takes note that the state has changed.
    mutating func advance() {
        if let next = line.advance(from: number) {
            number = next
        } else {
            // Another copy went on from here: what it comes to is not for this one.
            self = AdmissionCache()
        }
    }

    /// What `filter` admits of `snapshot`, which must be the one that this belongs to. O(versions + rows) the first time.
    func admission(_ filter: VersionFilter, of snapshot: VectorSnapshot) -> Admission {
        let known = line.latest(filter, upTo: number)
        if let known, known.number == number { return known.admission }
        let admission = Admission(snapshot, filter, after: known?.admission)
        line.insert(Entry(filter: filter, number: number, admission: admission))
        return admission
    }

    /// Works out what recent filters admit of `snapshot`, the state that this belongs to, so that no search waits for it.
    func renew(for snapshot: VectorSnapshot) {
        for filter in line.filters(upTo: number) { _ = admission(filter, of: snapshot) }
    }

    private struct Entry {
        let filter: VersionFilter
        /// Of the state that it belongs to.
        let number: Int
        let admission: Admission
    }

    /// States that came one after the other, by number.
    private final class Line: Sendable {
        private static let filters = 8
        /// States of which an admission is kept for each filter: a search in an earlier one is not to begin from nothing.
        private static let states = 2

        private let last = Atomic(0)
        // The latest states last.
        private let entries = Mutex<[Entry]>([])

        /// The number of a new state after the one of `number`; nil where that has a successor.
        func advance(from number: Int) -> Int? {
            last.compareExchange(expected: number, desired: number + 1, ordering: .relaxed).exchanged
                ? number + 1 : nil
        }

        func latest(_ filter: VersionFilter, upTo number: Int) -> Entry? {
            entries.withLock { $0.last { $0.filter == filter && $0.number <= number } }
        }

        /// Those of which something is known, the last one last.
        func filters(upTo number: Int) -> [VersionFilter] {
            entries.withLock { entries in
                entries.reduce(into: []) { filters, entry in
                    if entry.number <= number, !filters.contains(entry.filter) { filters.append(entry.filter) }
                }
            }
        }

        func insert(_ entry: Entry) {
            entries.withLock { entries in
                let place = entries.lastIndex { $0.number <= entry.number }.map { $0 + 1 } ?? 0
                entries.insert(entry, at: place)
                let same = entries.indices.filter { entries[$0].filter == entry.filter }
                if same.count > Self.states {
                    entries.remove(at: same[0])
                } else if entries.count > Self.filters * Self.states {
                    entries.removeFirst()
                }
            }
        }
    }
}
