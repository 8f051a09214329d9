public import Corpus
public import Embedding
public import Foundation
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
        let snapshot = try await vectors(corpus, space)
        let filter = try await versions(corpus, filter)
        return try await compute.run { snapshot.search(vector, filter: filter, limit: limit) }
    }

    /// Asks the rows only where categories or languages are wanted, or articles left out.
    private func versions(_ corpus: CorpusName, _ filter: SearchFilter) async throws -> VersionFilter {
        guard !filter.categories.isEmpty || !filter.languages.isEmpty || !filter.excludedArticles.isEmpty else {
            return VersionFilter(filter, topic: nil)
        }
        return try await read { db in
            try VersionFilter.fetch(db, try CorpusRow.fetch(db, corpus), filter)
        }
    }

    /// The index to search; made from the rows where nobody asked for this space before.
    private func vectors(_ corpus: CorpusName, _ space: EmbeddingSpace) async throws -> FlatSnapshot {
        let place = VectorOrigin.Place(corpus: corpus, space: space.identifier)
        if let snapshot = indexes.vectors.snapshot(place) { return snapshot }
        try await read { [indexes] db in
            let row = try CorpusRow.fetch(db, corpus)
            try indexes.vectors.load(db, VectorOrigin(row, try row.space(space)))
        }
        return indexes.vectors.snapshot(place) ?? FlatSnapshot(dimension: space.dimension)
    }

    /// One look-up of all words in the rows and postings in memory, on the compute pool: O(queries × rows + postings).
    public func matching(
        _ queries: [TermQuery], in corpus: CorpusName, filter: SearchFilter
    ) async throws -> [LexicalMatches] {
        let snapshot = try await texts(corpus)
        let filter = try await versions(corpus, filter)
        return try await compute.run { snapshot.search(queries, filter: filter) }
    }

    /// The index to search; made from the rows where the corpus is so new that nobody has.
    private func texts(_ corpus: CorpusName) async throws -> FullTextSnapshot {
        if let snapshot = indexes.texts.snapshot(corpus) { return snapshot }
        try await read { [indexes] db in
            try indexes.texts.load(db, TextOrigin(try CorpusRow.fetch(db, corpus)))
        }
        return indexes.texts.snapshot(corpus) ?? FullTextSnapshot()
    }

    /// From memory: O(versions).
    public func outlets(of corpus: CorpusName, asOf: Date?) async throws -> [OutletPresence] {
        try await texts(corpus).versions.outlets(admittedBy: VersionFilter(SearchFilter(asOf: asOf), topic: nil))
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
