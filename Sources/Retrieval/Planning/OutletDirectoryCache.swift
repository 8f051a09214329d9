import Corpus
import Synchronization

/// Keeps the directories of the last searches: making one cuts the names of all outlets into words.
///
/// They are kept by what they are made of, so that none can be out of date; where nothing changed, the outlets of the two
/// searches are compared and nothing is made. Bounded: ``capacity`` directories, of the corpora and moments asked for last.
final class OutletDirectoryCache: Sendable {
    static let capacity = 8

    private struct Entry {
        let outlets: [String]
        let sources: [Source]
        let directory: OutletDirectory
    }

    /// The one asked for last comes last.
    private let entries = Mutex<[Entry]>([])

    /// How many are kept.
    var count: Int { entries.withLock(\.count) }

    /// The directory of some outlets and of what is known of them; one that is not kept is made outside the lock.
    func directory(outlets: [String], sources: [Source]) -> OutletDirectory {
        if let known = take(outlets, sources) { return known }
        let made = Entry(
            outlets: outlets, sources: sources, directory: OutletDirectory(outlets: outlets, sources: sources))
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries.removeFirst(entries.count - Self.capacity + 1) }
            entries.append(made)
        }
        return made.directory
    }

    private func take(_ outlets: [String], _ sources: [Source]) -> OutletDirectory? {
        entries.withLock { entries in
            guard let place = entries.lastIndex(where: { $0.outlets == outlets && $0.sources == sources })
            else { return nil }
            let entry = entries.remove(at: place)
            entries.append(entry)
            return entry.directory
        }
    }
}
