import Corpus
import Embedding
import Foundation
import GRDB

/// The vectors of one corpus in one space.
struct VectorOrigin: IndexOrigin {
    struct Place: Hashable {
        let corpus: CorpusName
        let space: String
    }

    let place: Place
    let corpus: Int64
    let key: Int64
    let dimension: Int

    init(_ row: CorpusRow, _ space: CorpusRow.SpaceRow) {
        place = Place(corpus: row.name, space: space.space.identifier)
        corpus = row.id
        key = space.id
        dimension = space.space.dimension
    }

    var form: Int64 { Int64(dimension) }

    static let files = IndexFileKind(
        prefix: "space-", suffix: ".vectors", table: "index_file", key: "space_id", owner: "space")

    /// The active space of each corpus.
    static func all(_ db: Database) throws -> [VectorOrigin] {
        try CorpusRow.names(db).compactMap { try CorpusRow.find(db, $0) }
            .map { VectorOrigin($0, try $0.activeSpace()) }
    }

    static func mayCome(with change: ChangeLog.Kind) -> Bool { change == .corpusCreated || change == .spaceActivated }

    func isGone(with change: ChangeLog.Entry) -> Bool {
        switch change.kind {
        case .corpusRemoved: change.subject == corpus
        case .spaceRemoved: change.subject == key
        default: false
        }
    }

    func fill(_ index: inout VectorIndex, _ db: Database) throws {
        try addVectors(to: &index, db, sql: "vector.space_id = ?", arguments: [key])
    }

    func apply(
        _ changes: [ChangeLog.Entry], newVersions: Set<Int64>, to index: inout VectorIndex, _ db: Database
    ) throws {
        for change in changes where change.kind == .vectorsAdded && change.subject == key {
            guard let range = change.range else { continue }
            try addVectors(
                to: &index, db, sql: "vector.space_id = ? AND vector.id BETWEEN ? AND ?",
                arguments: [key, range.lowerBound, range.upperBound])
        }
    }

    /// Rows whose bytes do not fit the dimension are left out; the store's check reports them.
    private func addVectors(
        to index: inout VectorIndex, _ db: Database, sql condition: String, arguments: StatementArguments
    ) throws {
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

extension DerivedIndexes<VectorOrigin> {
    /// Makes the indexes again whose files do not hold what was written. Reads what was not read yet.
    func remakeDamaged(_ db: Database) throws {
        for origin in try VectorOrigin.all(db) { try remake(db, origin) { !$0.isWhole } }
    }
}
