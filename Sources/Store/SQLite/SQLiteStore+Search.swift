public import Corpus
public import Embedding
import Matrix

extension SQLiteStore {
    /// One pass over the vectors in memory, on the compute pool: O(rows × dimension). Throws `vector-dimension` and
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
        let snapshot = try await snapshot(corpus, space)
        let filter = VersionFilter(filter)
        return try await compute.run { snapshot.search(vector, filter: filter, limit: limit) }
    }

    /// The index to search; made from the rows where nobody asked for this space before.
    private func snapshot(_ corpus: CorpusName, _ space: EmbeddingSpace) async throws -> FlatSnapshot {
        if let snapshot = indexes.snapshot(corpus: corpus, space: space) { return snapshot }
        try await read { [indexes] db in
            _ = try CorpusRow.fetch(db, corpus).space(space)
            try indexes.load(db, corpus: corpus, space: space)
        }
        return indexes.snapshot(corpus: corpus, space: space) ?? FlatSnapshot(dimension: space.dimension)
    }

    /// Scores every chunk that has one of the terms: O(matches).
    public func matching(
        _ terms: [String], in corpus: CorpusName, filter: SearchFilter, limit: Int
    ) async throws -> [ScoredChunk] {
        let filter = VersionFilter(filter)
        return try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            return try FullTextIndex(corpus: row.id).search(db, terms: terms, filter: filter, limit: limit)
        }
    }

    /// One query for all of them.
    public func passages(
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
