import Corpus
import Store
import Synchronization

/// Keeps the directories of corpora that were searched lately, as long as neither their outlets nor what is known of them
/// changes: most searches are of the corpus as it stands now. Bounded: ``capacity`` corpora, one directory each.
final class OutletDirectoryCache: Sendable {
    private static let capacity = 64

    private struct Entry {
        let outlets: [String]
        let revision: Int64
        let directory: OutletDirectory
    }

    private let entries = Mutex<[CorpusName: Entry]>([:])

    /// The directory of a corpus at one moment. Costs a comparison of the outlets' names where it is known.
    func directory(of corpus: CorpusName, outlets: [String], beliefs: CredibilityBook) -> OutletDirectory {
        let known = entries.withLock { $0[corpus] }
        if let known, known.revision == beliefs.revision, known.outlets == outlets { return known.directory }
        let directory = OutletDirectory(outlets: outlets, sources: beliefs.sources)
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries = [:] }
            entries[corpus] = Entry(outlets: outlets, revision: beliefs.revision, directory: directory)
        }
        return directory
    }
}
