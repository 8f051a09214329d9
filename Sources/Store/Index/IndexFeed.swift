import Foundation
import GRDB

/// Brings rows of the database into a ``FlatIndex``, inside one read transaction.
struct IndexFeed {
    let db: Database
    let corpus: Int64
    let space: Int64

    /// An index of all rows, as of the transaction.
    func build(dimension: Int) throws -> FlatIndex {
        var index = FlatIndex(dimension: dimension)
        try addVersions(to: &index, sql: "article.corpus_id = ? AND article.removed_at IS NULL", arguments: [corpus])
        try addVectors(to: &index, sql: "vector.space_id = ?", arguments: [space])
        index.sequence = try ChangeLog.last(db)
        return index
    }

    /// Applies the changes of this corpus that `entries` name, up to `sequence`. Reads rows as they are now: applying a
    /// change twice, or after a later one of the same row, gives the same.
    func apply(_ entries: [ChangeLog.Entry], to index: inout FlatIndex, upTo sequence: Int64) throws {
        let new = entries.filter { $0.corpus == corpus && $0.sequence > index.sequence }
        var touched: Set<Int64> = []
        for entry in new {
            switch entry.kind {
            case .versionAdded, .versionEnded: touched.insert(entry.subject)
            case .versionRemoved: index.remove(version: entry.subject)
            default: break
            }
        }
        if !touched.isEmpty {
            let keys = try CorpusRow.encode(touched.sorted())
            try addVersions(
                to: &index, sql: "version.id IN (SELECT value FROM json_each(?))", arguments: [keys])
        }
        for entry in new where entry.kind == .vectorsAdded && entry.subject == space {
            guard let range = entry.range else { continue }
            try addVectors(
                to: &index, sql: "vector.space_id = ? AND vector.id BETWEEN ? AND ?",
                arguments: [space, range.lowerBound, range.upperBound])
        }
        index.sequence = sequence
        if index.needsCompaction { index = index.compacted() }
    }

    private func addVersions(
        to index: inout FlatIndex, sql condition: String, arguments: StatementArguments
    ) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT version.id, version.source_key, version.retracted, version.published_at, version.known_from,
                        version.known_to, article.removed_at IS NOT NULL
                    FROM article CROSS JOIN version ON version.article_id = article.id
                    WHERE \(condition)
                    """), arguments: arguments)
        while let row = try rows.next() {
            index.set(
                version: row[0], sourceKey: row[1], isRetracted: row[2], isRemoved: row[6], published: row[3],
                knownFrom: row[4], knownTo: row[5])
        }
    }

    /// Rows whose bytes do not fit the dimension are left out; the store's check reports them.
    private func addVectors(
        to index: inout FlatIndex, sql condition: String, arguments: StatementArguments
    ) throws {
        let dimension = index.snapshot.dimension
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT vector.chunk_id, chunk.version_id, vector.components
                    FROM vector CROSS JOIN chunk ON chunk.id = vector.chunk_id
                    WHERE \(condition) ORDER BY vector.id
                    """), arguments: arguments)
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 2) { data in
                let vector = data?.withUnsafeBytes { VectorBytes.decode($0, dimension: dimension) }
                vector?.withUnsafeBufferPointer { index.append(key: row[0], version: row[1], vector: $0) }
            }
        }
    }
}
