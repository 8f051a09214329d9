public import Foundation
import Synchronization

/// A full-text index by itself, for who keeps texts elsewhere, and for benchmarks: what ``SQLiteStore`` searches, without the
/// rows.
///
/// Searches take a published state and never wait for changes; changes wait for each other. Methods block.
public final class TextCollection: Sendable {
    /// A text, and what filters can ask about it.
    public struct Row: Sendable {
        /// Unique in the collection.
        public var key: ChunkKey
        /// Its words count twice.
        public var title: String
        public var text: String
        /// The outlet, without case.
        public var source: String
        /// When it was published.
        public var publishedAt: Date?

        /// A row; its outlet is without a name, and it has no date, where none are given.
        public init(key: ChunkKey, title: String = "", text: String, source: String = "", publishedAt: Date? = nil) {
            self.key = key
            self.title = title
            self.text = text
            self.source = source
            self.publishedAt = publishedAt
        }
    }

    private let index: Mutex<FullTextIndex>
    // Held for a moment.
    private let published: Mutex<FullTextSnapshot>

    /// An empty collection.
    public convenience init() { self.init(FullTextIndex()) }

    /// The collection that ``write(to:)`` wrote. Nil where there is no such file, or where it is damaged.
    public convenience init?(contentsOf file: URL) {
        guard let index = try? IndexFile<FullTextIndex>(url: file).read(number: 0, form: FullTextIndex.form) else {
            return nil
        }
        self.init(index)
    }

    private init(_ index: FullTextIndex) {
        published = Mutex(index.snapshot)
        self.index = Mutex(index)
    }

    /// How many rows it holds, removed ones included as long as they take room.
    public var count: Int { published.withLock { $0.rows } }

    /// Bytes of its segments, in memory or mapped.
    public var size: Int { published.withLock { $0.segments.reduce(0) { $0 + $1.memory.bytes.count } } }

    /// Adds rows, to be found when this returns; those of a key that is there already are left out.
    public func append(_ rows: [Row]) {
        change { index in
            for row in rows where !index.state.contains(version: row.key) {
                index.state.set(
                    VersionState(
                        id: row.key, sourceKey: VersionFilter.sourceKey(row.source), isRetracted: false,
                        isRemoved: false, published: row.publishedAt.map(Instant.milliseconds), knownFrom: 0,
                        knownTo: nil))
                index.append(key: row.key, version: row.key, title: row.title, text: row.text)
            }
            index.seal()
        }
    }

    /// Hides rows.
    public func remove(_ keys: [ChunkKey]) {
        change { index in for key in keys { index.state.remove(version: key) } }
    }

    /// For each query, the best rows by BM25, best first; ties by key. Categories, languages and places of a filter admit all.
    public func matching(_ queries: [TermQuery], filter: SearchFilter = .standing) -> [LexicalMatches] {
        published.withLock { $0 }.search(queries, filter: VersionFilter(filter, topic: nil))
    }

    /// Writes the collection to a file, which takes the place of one that was there.
    public func write(to file: URL) throws {
        try IndexFile<FullTextIndex>(url: file).write(index.withLock { $0 }, number: 0)
    }

    private func change(_ body: (inout FullTextIndex) -> Void) {
        index.withLock { index in
            body(&index)
            let snapshot = index.snapshot
            published.withLock { $0 = snapshot }
        }
    }
}
