public import Corpus
public import Embedding
public import Foundation
import Matrix

extension SQLiteStore {
    /// From memory or the mapped index file, on the compute pool; see ``VectorSearchAccuracy``. Throws `vector-dimension` and
    /// `embedding-space-mismatch`.
    public func nearest(
        to vector: [Float], space: EmbeddingSpace, in corpus: CorpusName, filter: SearchFilter, limit: Int
    ) async throws -> [ScoredChunk] {
        guard vector.count == space.dimension else {
            throw BylineError(
                "vector-dimension",
                "The question's vector has \(vector.count) components; the space \(space.identifier) has \(space.dimension).",
                remedy: "Embed the question with the model of that space.")
        }
        let filter = try await versions(corpus, filter)
        let snapshot = try await vectors(corpus, space)
        do {
            return try await nearest(vector, in: snapshot, filter, limit)
        } catch is BlockFile.Fault {
            let whole = try await remade(corpus, space, insteadOf: snapshot)
            return try await nearest(vector, in: whole, filter, limit)
        }
    }

    /// Rows from which comparing all of them takes long enough to be shared among threads: some hundreds of microseconds.
    private static let sharedRows = 4096

    /// A search that compares everything is shared among the threads, since one alone cannot read as fast as memory gives.
    private func nearest(
        _ vector: [Float], in snapshot: VectorSnapshot, _ filter: VersionFilter, _ limit: Int
    ) async throws -> [ScoredChunk] {
        let comparesAll = accuracy == .exact || snapshot.rows <= VectorSnapshot.exactRows
        guard comparesAll, snapshot.rows > Self.sharedRows, compute.threads > 1, limit > 0 else {
            return try await compute.run { [accuracy] in
                try snapshot.search(vector, filter: filter, limit: limit, accuracy: accuracy)
            }
        }
        let scan = SharedScan(snapshot, vector, filter, limit: limit, threads: compute.threads)
        for _ in 1..<compute.threads { compute.submit { scan.walk() } }
        return try await compute.run {
            scan.walk()
            return try scan.chunks()
        }
    }

    /// The index, made again from the rows where it is still the one whose file is damaged.
    private func remade(
        _ corpus: CorpusName, _ space: EmbeddingSpace, insteadOf damaged: VectorSnapshot
    ) async throws -> VectorSnapshot {
        try await read { [indexes] db in
            let row = try CorpusRow.fetch(db, corpus)
            try indexes.vectors.remake(db, VectorOrigin(row, try row.space(space))) {
                $0.snapshot.layout == damaged.layout
            }
        }
        return try await vectors(corpus, space)
    }

    /// Asks the rows only where categories, languages or places are wanted, or articles left out.
    func versions(_ corpus: CorpusName, _ filter: SearchFilter) async throws -> VersionFilter {
        guard TopicFilter.isWanted(by: filter) || !filter.excludedArticles.isEmpty else {
            return VersionFilter(filter, topic: nil)
        }
        let words = filter.places.isEmpty ? FullTextSnapshot() : try await texts(corpus)
        return try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            var versions = VersionFilter(filter, topic: try TopicFilter.fetch(db, row, filter, words: words))
            versions.excluded = try VersionFilter.excluded(db, row, filter)
            return versions
        }
    }

    /// The index to search; made from the rows where nobody asked for this space before.
    private func vectors(_ corpus: CorpusName, _ space: EmbeddingSpace) async throws -> VectorSnapshot {
        let place = VectorOrigin.Place(corpus: corpus, space: space.identifier)
        if let snapshot = indexes.vectors.snapshot(place) { return snapshot }
        try await read { [indexes] db in
            let row = try CorpusRow.fetch(db, corpus)
            try indexes.vectors.load(db, VectorOrigin(row, try row.space(space)))
        }
        return indexes.vectors.snapshot(place) ?? VectorSnapshot(dimension: space.dimension)
    }

    /// In the mapped index, on the compute pool; a small part of the words' postings is read.
    public func matching(
        _ queries: [TermQuery], in corpus: CorpusName, filter: SearchFilter
    ) async throws -> [LexicalMatches] {
        let snapshot = try await texts(corpus)
        let filter = try await versions(corpus, filter)
        guard snapshot.rows > Self.sharedTexts, queries.count > 1 else {
            return try await compute.run { snapshot.search(queries, filter: filter) }
        }
        let search = try await compute.run { snapshot.prepared(queries, filter: filter) }
        return try await compute.map(Array(queries.indices)) { search.matches(of: $0) }
    }

    /// Passages from which queries take long enough to be shared among threads: a millisecond each.
    private static let sharedTexts = 65_536

    /// The index to search; made from the rows where the corpus is so new that nobody has.
    private func texts(_ corpus: CorpusName) async throws -> FullTextSnapshot {
        if let snapshot = indexes.texts.snapshot(corpus) { return snapshot }
        try await read { [indexes] db in
            try indexes.texts.load(db, TextOrigin(try CorpusRow.fetch(db, corpus)))
        }
        return indexes.texts.snapshot(corpus) ?? FullTextSnapshot()
    }

    /// From memory; O(versions) for a moment that was not asked for since the corpus changed.
    public func outlets(of corpus: CorpusName, asOf: Date?) async throws -> [OutletPresence] {
        try await texts(corpus).outlets(admittedBy: VersionFilter(SearchFilter(asOf: asOf), topic: nil))
    }

    /// One query for all that were not read since the last change.
    public func passages(
        _ keys: [ChunkKey], space: EmbeddingSpace?, in corpus: CorpusName
    ) async throws -> [StoredPassage] {
        guard let space else { return try await readPassages(keys, space: nil, in: corpus) }
        // Before anything is read, so that what is kept is never older than it says.
        let sequence = indexes.sequence
        let known = recentPassages.passages(keys, space: space, in: corpus, at: sequence)
        let missing = zip(keys, known).filter { $1 == nil }.map(\.0)
        if missing.isEmpty, !keys.isEmpty { return known.compactMap(\.self) }
        let read = try await readPassages(missing, space: space, in: corpus)
        recentPassages.keep(read, space: space, in: corpus, at: sequence)
        guard missing.count < keys.count else { return read }
        let byKey = Dictionary(read.map { ($0.key, $0) }) { first, _ in first }
        return zip(keys, known).compactMap { key, passage in passage ?? byKey[key] }
    }

    private func readPassages(
        _ keys: [ChunkKey], space: EmbeddingSpace?, in corpus: CorpusName
    ) async throws -> [StoredPassage] {
        try await read { db in try PassageRow.fetch(db, try CorpusRow.fetch(db, corpus), keys: keys, space: space) }
    }

    /// One lookup for each, then one query for all of them.
    public func passages(of ids: [ChunkID], in corpus: CorpusName) async throws -> [StoredPassage] {
        try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            let keys = try ids.compactMap { try Self.key(of: $0, db, corpus: row.id) }
            return try PassageRow.fetch(db, row, keys: keys, space: nil)
        }
    }
}
