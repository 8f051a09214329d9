public import Corpus
public import Embedding
import GRDB
import Synchronization

extension SQLiteStore {
    /// Counts rows where the corpus changed since it was last asked for.
    public func corpora() async throws -> [CorpusStatus] {
        let known = statuses.withLock { $0 }
        return try await read { db in
            try CorpusRow.names(db).compactMap { name in
                try CorpusRow.find(db, name).map { try Self.status($0, db, known: known[name]) }
            }
        }
    }

    /// Counts rows where the corpus changed since it was last asked for.
    public func corpus(_ name: CorpusName) async throws -> CorpusStatus {
        let known = statuses.withLock { $0[name] }
        let status = try await read { db in
            try Self.status(try CorpusRow.fetch(db, name), db, known: known)
        }
        statuses.withLock { $0[name] = status }
        return status
    }

    /// From memory, as long as nothing changes; else reads two small rows.
    public func activeSpace(of corpus: CorpusName) async throws -> EmbeddingSpace {
        // Before anything is read, so that what is kept is never older than it says.
        let sequence = indexes.sequence
        if let row = recentCorpora.row(of: corpus, at: sequence) { return try row.activeSpace().space }
        let row = try await read { db in try CorpusRow.fetch(db, corpus) }
        recentCorpora.keep(row, at: sequence)
        return try row.activeSpace().space
    }

    /// Takes the write lock even where the corpus exists.
    @discardableResult
    public func createCorpus(
        _ name: CorpusName, chunking: Chunking, space: EmbeddingSpace
    ) async throws -> CorpusStatus {
        try await write { db in
            if let row = try CorpusRow.find(db, name) {
                try Self.check(row, has: chunking, space)
                return try Self.status(row, db, known: nil)
            }
            try Self.insertCorpus(db, name, chunking: chunking, space: space)
            return try Self.status(try CorpusRow.fetch(db, name), db, known: nil)
        }
    }

    /// Hides it at once; its rows are deleted by later writes, some at a time.
    @discardableResult
    public func deleteCorpus(_ name: CorpusName) async throws -> Bool {
        let now = clock()
        let wasThere = try await write { db in
            guard let row = try CorpusRow.find(db, name) else { return false }
            try Removal.hide(db, corpus: row.id, at: now)
            return true
        }
        statuses.withLock { $0[name] = nil }
        books.forget(name)
        return wasThere
    }

    private static func insertCorpus(
        _ db: Database, _ name: CorpusName, chunking: Chunking, space: EmbeddingSpace
    ) throws {
        try db.execute(
            sql: "INSERT INTO chunking (identifier, definition) VALUES (?, ?) ON CONFLICT DO NOTHING",
            arguments: [chunking.identifier, try CorpusRow.encode(chunking)])
        try db.execute(
            sql: "INSERT INTO corpus (name, chunking_id) SELECT ?, id FROM chunking WHERE identifier = ?",
            arguments: [name.rawValue, chunking.identifier])
        let id = db.lastInsertedRowID
        try ChangeLog.append(db, .corpusCreated, corpus: id, subject: id)
        try SpaceWriter.insert(db, space, corpus: id, isActive: true)
    }

    private static func check(_ row: CorpusRow, has chunking: Chunking, _ space: EmbeddingSpace) throws {
        guard row.chunking.identifier == chunking.identifier else {
            throw BylineError(
                "chunking-mismatch",
                "Corpus '\(row.name)' is cut by \(row.chunking.identifier), not by \(chunking.identifier).",
                remedy: "Ingest into another corpus, or delete this one and ingest it again.")
        }
        try EmbeddingSpaceMismatch.check(active: try row.activeSpace().space, embedder: space, corpus: row.name)
    }

    /// Counts rows, unless `known` is of the same change.
    private static func status(_ row: CorpusRow, _ db: Database, known: CorpusStatus?) throws -> CorpusStatus {
        let sequence = try ChangeLog.last(db, corpus: row.id)
        if let known, known.sequence == sequence { return known }
        return CorpusStatus(
            name: row.name, chunking: row.chunking, activeSpace: try row.activeSpace().space,
            spaces: try row.spaces.map { space in
                SpaceStatus(
                    space: space.space, isActive: space.isActive,
                    vectors: try SpaceWriter.count(db, space: space.id, corpus: row.id))
            },
            articles: try count(db, row, "article"),
            versions: try count(db, row, "article JOIN version ON version.article_id = article.id"),
            chunks: try count(
                db, row,
                """
                article JOIN version ON version.article_id = article.id AND version.known_to IS NULL
                JOIN chunk ON chunk.version_id = version.id
                """),
            sequence: sequence)
    }

    private static func count(_ db: Database, _ row: CorpusRow, _ tables: String) throws -> Int {
        let sql = "SELECT COUNT(*) FROM \(tables) WHERE article.corpus_id = ? AND article.removed_at IS NULL"
        return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: [row.id]) ?? 0
    }
}
