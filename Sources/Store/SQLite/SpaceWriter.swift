import Embedding
import GRDB

/// The embedding spaces of a corpus, inside a transaction.
enum SpaceWriter {
    static func insert(_ db: Database, _ space: EmbeddingSpace, corpus: Int64, isActive: Bool) throws {
        try db.execute(
            sql: "INSERT INTO space (corpus_id, identifier, dimension, definition, is_active) VALUES (?, ?, ?, ?, ?)",
            arguments: [corpus, space.identifier, space.dimension, try CorpusRow.encode(space), isActive])
        try ChangeLog.append(db, .spaceAdded, corpus: corpus, subject: db.lastInsertedRowID)
    }

    static func activate(_ db: Database, space: Int64, corpus: Int64) throws {
        try db.execute(sql: "UPDATE space SET is_active = 0 WHERE corpus_id = ?", arguments: [corpus])
        try db.execute(sql: "UPDATE space SET is_active = 1 WHERE id = ?", arguments: [space])
        try ChangeLog.append(db, .spaceActivated, corpus: corpus, subject: space)
    }

    static func remove(_ db: Database, space: Int64, corpus: Int64) throws {
        try db.execute(sql: "DELETE FROM space WHERE id = ?", arguments: [space])
        try ChangeLog.append(db, .spaceRemoved, corpus: corpus, subject: space)
    }

    /// Vectors of chunks that are not removed. Those few that are removed are counted apart: the index of spaces
    /// counts the rest without reading a row.
    static func count(_ db: Database, space: Int64, corpus: Int64) throws -> Int {
        let all = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT COUNT(*) FROM vector WHERE space_id = ?"), arguments: [space])
        let removed = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM article
                    CROSS JOIN version ON version.article_id = article.id
                    CROSS JOIN chunk ON chunk.version_id = version.id
                    CROSS JOIN vector ON vector.chunk_id = chunk.id AND vector.space_id = ?
                    WHERE article.removed_at IS NOT NULL AND article.corpus_id = ?
                    """), arguments: [space, corpus])
        return (all ?? 0) - (removed ?? 0)
    }

    /// How many chunks that are not removed lack a vector in the space.
    static func missing(_ db: Database, space: Int64, corpus: Int64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT COUNT(*) FROM article
                    CROSS JOIN version ON version.article_id = article.id
                    CROSS JOIN chunk ON chunk.version_id = version.id
                    WHERE article.corpus_id = ? AND article.removed_at IS NULL
                    AND NOT EXISTS (SELECT 1 FROM vector WHERE vector.chunk_id = chunk.id AND vector.space_id = ?)
                    """), arguments: [corpus, space]) ?? 0
    }
}
