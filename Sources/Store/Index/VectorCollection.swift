public import Foundation
import Matrix
import Synchronization

/// A vector index by itself, for who keeps rows elsewhere, and for benchmarks: what ``SQLiteStore`` searches, without the rows.
///
/// Searches take a published state and never wait for changes; changes wait for each other. Methods block.
public final class VectorCollection: Sendable {
    /// A vector, and what filters can ask about it.
    public struct Row: Sendable {
        /// Unique in the collection.
        public var key: ChunkKey
        /// As many components as the collection has.
        public var vector: [Float]
        /// The outlet, without case.
        public var source: String
        /// When it was published.
        public var publishedAt: Date?

        /// A row; its outlet is without a name, and it has no date, where none are given.
        public init(key: ChunkKey, vector: [Float], source: String = "", publishedAt: Date? = nil) {
            self.key = key
            self.vector = vector
            self.source = source
            self.publishedAt = publishedAt
        }
    }

    private let index: Mutex<VectorIndex>
    // Held for a moment.
    private let published: Mutex<VectorSnapshot>

    /// An empty collection of vectors of so many components.
    public convenience init(dimension: Int) { self.init(VectorIndex(dimension: dimension)) }

    /// The collection that ``write(to:)`` wrote. Vectors stay in the file, which must not be written to, only replaced.
    /// Nil where there is no such file or its head is damaged.
    public convenience init?(contentsOf file: URL, dimension: Int) {
        guard let index = try? IndexFile<VectorIndex>(url: file).read(number: 0, form: Int64(dimension)) else {
            return nil
        }
        self.init(index)
    }

    private init(_ index: VectorIndex) {
        published = Mutex(index.snapshot)
        self.index = Mutex(index)
    }

    /// How many rows it holds, removed ones included as long as they take room.
    public var count: Int { published.withLock { $0.rows } }

    /// How many clusters it is divided into; 0 before ``cluster()``, and while it is small.
    public var clusters: Int { published.withLock { $0.clusters } }

    /// Whether ``cluster()`` is worth its time.
    public var needsClustering: Bool { published.withLock { $0.needsClustering } }

    /// Adds rows; those of a key that is there already are left out.
    public func append(_ rows: [Row]) {
        change { index in
            for row in rows where row.vector.count == index.snapshot.dimension {
                guard !index.state.contains(version: row.key) else { continue }
                index.state.set(
                    VersionState(
                        id: row.key, sourceKey: VersionFilter.sourceKey(row.source), isRetracted: false,
                        isRemoved: false, published: row.publishedAt.map(Instant.milliseconds), knownFrom: 0,
                        knownTo: nil))
                row.vector.withUnsafeBufferPointer { index.append(key: row.key, version: row.key, vector: $0) }
            }
        }
    }

    /// Hides rows.
    public func remove(_ keys: [ChunkKey]) {
        change { index in for key in keys { index.state.remove(version: key) } }
    }

    /// Divides the rows that are in no cluster into clusters, beside the searches and changes that go on; see
    /// ``VectorSearchAccuracy``. Clusters of earlier calls are made anew together where they hold no more rows than those of later ones.
    /// Some ten microseconds a row. Throws where the collection's file is damaged.
    public func cluster() throws {
        try VectorClusters.bringUpToDate({ published.withLock { $0 } }) { clusters in
            change { $0.adopt(clusters) }
        }
    }

    /// The `limit` rows with the largest inner product, best first; ties by key. Throws where the collection's file is damaged.
    public func nearest(
        to query: [Float], limit: Int, filter: SearchFilter = .standing, accuracy: VectorSearchAccuracy = .automatic
    ) throws -> [ScoredChunk] {
        try published.withLock { $0 }
            .search(query, filter: VersionFilter(filter, topic: nil), limit: limit, accuracy: accuracy)
    }

    /// The same for each of `queries`.
    public func nearest(
        toEach queries: [[Float]], limit: Int, filter: SearchFilter = .standing,
        accuracy: VectorSearchAccuracy = .automatic
    ) throws -> [[ScoredChunk]] {
        try published.withLock { $0 }
            .search(batch: queries, filter: VersionFilter(filter, topic: nil), limit: limit, accuracy: accuracy)
    }

    /// Writes the collection to a file, which takes the place of one that was there.
    public func write(to file: URL) throws {
        try IndexFile<VectorIndex>(url: file).write(index.withLock { $0 }, number: 0)
    }

    private func change(_ body: (inout VectorIndex) -> Void) {
        index.withLock { index in
            body(&index)
            var snapshot = index.snapshot
            // What was there is freed after the lock: that may take longer than a search.
            published.withLock { swap(&$0, &snapshot) }
        }
    }
}
