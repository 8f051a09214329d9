public import Corpus
import GRDB

extension SQLiteStore {
    /// One lookup by key.
    public func sequence(of corpus: CorpusName) async throws -> Int64 {
        try await read { db in try ChangeLog.last(db, corpus: try CorpusRow.fetch(db, corpus).id) }
    }

    /// Reads the whole database, and holds the write lock meanwhile.
    public func check() async throws -> [StoreFault] {
        // Checking a full-text table is a write to SQLite, though it changes nothing.
        try await write { [indexes] db in
            try indexes.catchUp(db)
            return try StoreCheck(db: db, indexes: indexes).faults()
        }
    }

    /// Reads every text and vector. The full-text tables and the links between copies are rebuilt in one transaction.
    public func rebuildIndexes() async throws {
        try await write { db in
            try db.execute(sql: "DELETE FROM index_file")
            for name in try CorpusRow.names(db) {
                let corpus = try CorpusRow.fetch(db, name).id
                try FullTextIndex(corpus: corpus).rebuild(db)
                try CopyIndex(db, corpus: corpus).rebuild()
            }
        }
        try await read { [indexes] db in try indexes.rebuild(db) }
    }
}
