public import Corpus
import GRDB

extension SQLiteStore {
    /// One lookup by key.
    public func sequence(of corpus: CorpusName) async throws -> Int64 {
        try await read { db in try ChangeLog.last(db, corpus: try CorpusRow.fetch(db, corpus).id) }
    }

    /// Reads the whole database and the files of vectors, which are made again where they are damaged, and holds the write lock meanwhile.
    public func check() async throws -> [StoreFault] {
        // Indexes and rows are compared as of one change: nobody may write meanwhile.
        try await write { [indexes] db in
            try indexes.catchUp(db)
            try indexes.vectors.remakeDamaged(db)
            return try StoreCheck(db: db, indexes: indexes).faults()
        }
    }

    /// Reads every text and vector. The links between copies are made again in one transaction.
    public func rebuildIndexes() async throws {
        try await write { [indexes] db in
            try indexes.forgetFiles(db)
            for name in try CorpusRow.names(db) {
                try CopyIndex(db, corpus: try CorpusRow.fetch(db, name).id).rebuild()
            }
        }
        try await read { [indexes] db in try indexes.rebuild(db) }
    }
}
