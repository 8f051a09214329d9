import Corpus
import Embedding
import GRDB

/// Compares what is stored with itself: file, rows, full text, vector indexes.
struct StoreCheck {
    let db: Database
    let indexes: SearchIndexes

    private static let restore = "Restore a copy of the data directory, or move it away and ingest again."
    private static let repair = "Run 'byline doctor --repair', which makes the indexes again from the record."

    func faults() throws -> [StoreFault] {
        var faults = try damagedPages() + danglingRows()
        // In a damaged file the rows cannot be trusted, nor anything that is compared with them.
        guard faults.isEmpty else { return faults }
        for name in try CorpusRow.names(db) {
            let corpus = try CorpusRow.fetch(db, name)
            faults +=
                try incompleteSpace(corpus) + misshapenVectors(corpus) + fullText(corpus) + vectorIndex(corpus)
                + copies(corpus)
        }
        return faults
    }

    private func damagedPages() throws -> [StoreFault] {
        do {
            return try String.fetchAll(db, sql: "PRAGMA quick_check(10)").filter { $0 != "ok" }
                .map { StoreFault(what: "The database is damaged: \($0)", remedy: Self.restore) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return [StoreFault(what: "The database is damaged: \(error)", remedy: Self.restore)]
        }
    }

    private func danglingRows() throws -> [StoreFault] {
        let tables = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { $0[0] as String }
        return Set(tables).sorted().map { table in
            StoreFault(
                what: "\(tables.count { $0 == table }) rows of '\(table)' name rows that are not there.",
                remedy: Self.restore)
        }
    }

    private func incompleteSpace(_ corpus: CorpusRow) throws -> [StoreFault] {
        let missing = try SpaceWriter.missing(db, space: try corpus.activeSpace().id, corpus: corpus.id)
        guard missing > 0 else { return [] }
        return [
            StoreFault(
                what: "\(missing) chunks of corpus '\(corpus.name)' have no vector in the active space.",
                remedy: "Run 'byline embed --corpus \(corpus.name)', which encodes what is missing.")
        ]
    }

    private func misshapenVectors(_ corpus: CorpusRow) throws -> [StoreFault] {
        try corpus.spaces.compactMap { space in
            let wrong = try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM vector WHERE space_id = ? AND length(components) <> ?",
                arguments: [space.id, space.space.dimension * 4])
            guard let wrong, wrong > 0 else { return nil }
            return StoreFault(
                what: "\(wrong) vectors of corpus '\(corpus.name)' do not fit the space \(space.space.identifier).",
                remedy: Self.restore)
        }
    }

    private func fullText(_ corpus: CorpusRow) throws -> [StoreFault] {
        let rows = try TextOrigin(corpus).build(db).snapshot.digest()
        guard rows != indexes.texts.snapshot(corpus.name)?.digest() else { return [] }
        return [
            StoreFault(
                what: "The full-text index of corpus '\(corpus.name)' differs from its articles.",
                remedy: Self.repair)
        ]
    }

    private func copies(_ corpus: CorpusRow) throws -> [StoreFault] {
        let missing = try CopyIndex(db, corpus: corpus.id).missing().count
        guard missing > 0 else { return [] }
        return [
            StoreFault(
                what: "\(missing) versions of corpus '\(corpus.name)' were not compared with others for copies.",
                remedy: Self.repair)
        ]
    }

    private func vectorIndex(_ corpus: CorpusRow) throws -> [StoreFault] {
        let active = try corpus.activeSpace()
        let rows = try SpaceWriter.count(db, space: active.id, corpus: corpus.id)
        let indexed = indexes.vectors.snapshot(VectorOrigin(corpus, active).place)?.visibleRows ?? 0
        guard rows != indexed else { return [] }
        return [
            StoreFault(
                what: "The vector index of corpus '\(corpus.name)' has \(indexed) rows for \(rows) vectors.",
                remedy: Self.repair)
        ]
    }
}
