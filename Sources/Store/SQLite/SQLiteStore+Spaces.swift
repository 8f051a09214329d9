public import Corpus
public import Embedding
import GRDB

extension SQLiteStore {
    /// A row; the space takes no memory until it is searched or activated.
    public func addSpace(_ space: EmbeddingSpace, to corpus: CorpusName) async throws {
        try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            guard !row.spaces.contains(where: { $0.space == space }) else { return }
            try SpaceWriter.insert(db, space, corpus: row.id, isActive: false)
        }
    }

    /// Walks the chunks by key from `key` on.
    public func passagesWithoutVector(
        in space: EmbeddingSpace, of corpus: CorpusName, after key: ChunkKey?, limit: Int
    ) async throws -> [StoredPassage] {
        try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            let spaceRow = try row.space(space)
            let keys = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT chunk.id FROM chunk
                        CROSS JOIN version ON version.id = chunk.version_id
                        CROSS JOIN article ON article.id = version.article_id
                        WHERE chunk.id > ? AND article.corpus_id = ? AND article.removed_at IS NULL
                        AND NOT EXISTS (SELECT 1 FROM vector WHERE vector.chunk_id = chunk.id AND vector.space_id = ?)
                        ORDER BY chunk.id LIMIT ?
                        """), arguments: [key ?? 0, row.id, spaceRow.id, max(0, limit)])
            return try PassageRow.fetch(db, row, keys: keys, space: space)
        }
    }

    /// A chunk that has a vector in the space keeps it, and is not counted.
    @discardableResult
    public func addVectors(
        _ vectors: [ChunkVector], to space: EmbeddingSpace, of corpus: CorpusName
    ) async throws -> Int {
        for vector in vectors { try WriteValidation.check(vector.embedding, of: vector.chunk, space: space) }
        return try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            let spaceRow = try row.space(space)
            let added = try vectors.compactMap { vector -> Int64? in
                guard let chunk = try Self.key(of: vector.chunk, db, corpus: row.id) else { return nil }
                return try VectorWriter.insert(db, vector.embedding, chunk: chunk, space: spaceRow.id)
            }
            if let first = added.first, let last = added.last {
                try ChangeLog.append(
                    db, .vectorsAdded, corpus: row.id, subject: spaceRow.id, range: first...last)
            }
            return added.count
        }
    }

    /// Loads the space's index before the switch, beside the one that serves.
    public func activate(_ space: EmbeddingSpace, of corpus: CorpusName) async throws {
        // The index is there before the first search can ask for it.
        try await read { [indexes] db in
            let row = try CorpusRow.fetch(db, corpus)
            let spaceRow = try row.space(space)
            try Self.checkComplete(spaceRow, of: row, db)
            try indexes.vectors.load(db, VectorOrigin(row, spaceRow))
        }
        try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            let spaceRow = try row.space(space)
            guard !spaceRow.isActive else { return }
            try Self.checkComplete(spaceRow, of: row, db)
            try SpaceWriter.activate(db, space: spaceRow.id, corpus: row.id)
        }
    }

    /// Throws `space-active` for the active one; does nothing for one that is not there.
    public func removeSpace(_ space: EmbeddingSpace, of corpus: CorpusName) async throws {
        try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            guard let spaceRow = row.spaces.first(where: { $0.space == space }) else { return }
            guard !spaceRow.isActive else {
                throw BylineError(
                    "space-active", "Corpus '\(corpus)' searches in the embedding space \(space.identifier).",
                    remedy: "Activate another space before this one is removed.")
            }
            try SpaceWriter.remove(db, space: spaceRow.id, corpus: row.id)
        }
    }

    private static func checkComplete(_ space: CorpusRow.SpaceRow, of row: CorpusRow, _ db: Database) throws {
        let missing = try SpaceWriter.missing(db, space: space.id, corpus: row.id)
        guard missing == 0 || space.isActive else {
            throw BylineError(
                "space-incomplete",
                "\(missing) chunks of corpus '\(row.name)' have no vector in the space \(space.space.identifier).",
                remedy: "Fill the space with 'byline embed --corpus \(row.name)' first.")
        }
    }

    static func key(of chunk: ChunkID, _ db: Database, corpus: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT chunk.id FROM chunk
                    CROSS JOIN version ON version.id = chunk.version_id
                    CROSS JOIN article ON article.id = version.article_id
                    WHERE chunk.public_id = ? AND article.corpus_id = ? AND article.removed_at IS NULL
                    """), arguments: [chunk.rawValue, corpus])
    }
}
