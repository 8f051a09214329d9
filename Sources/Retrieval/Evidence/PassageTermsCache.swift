import Corpus
import Store
import Synchronization

/// Keeps the words of passages that were ranked lately: cutting and stemming them costs most of a search.
///
/// A chunk's text never changes under its id, but the title beside it may with the version, so both are the key.
/// Bounded: 2 × ``capacity`` passages, some 1 kB each.
final class PassageTermsCache: Sendable {
    static let capacity = 16_384

    private struct Key: Hashable {
        let chunk: ChunkID
        let version: VersionID
    }

    private let recent = Mutex(RecentValues<Key, PassageTerms>(capacity: capacity))

    /// The words of each passage, in their order; those that are not known are cut now, outside the lock.
    func terms(of passages: [StoredPassage]) -> [PassageTerms] {
        let keys = passages.map { Key(chunk: $0.chunk.id, version: $0.article.version) }
        let found = recent.withLock { recent in keys.map { recent[$0] } }
        var hashes = StemHashes()
        let known = zip(found, passages).map { $0 ?? PassageTerms($1, &hashes) }
        recent.withLock { recent in
            for (key, terms) in zip(keys, known) { recent.keep(terms, for: key) }
        }
        return known
    }
}
