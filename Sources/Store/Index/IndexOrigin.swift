import GRDB

/// The rows that an index is made from: those of one corpus, or of one of its spaces.
protocol IndexOrigin: Sendable, Equatable {
    associatedtype Index: DerivedIndex
    /// What searches name it by.
    associatedtype Place: Hashable & Sendable

    var place: Place { get }
    var corpus: Int64 { get }
    /// Key of the row that the index's file belongs to.
    var key: Int64 { get }
    /// ``DerivedIndex/form`` of what is to be made.
    var form: Int64 { get }

    /// Those that searches need from the start.
    static func all(_ db: Database) throws -> [Self]
    /// Whether a change may have added to ``all(_:)``.
    static func mayCome(with change: ChangeLog.Kind) -> Bool
    /// Whether a change took the rows away.
    func isGone(with change: ChangeLog.Entry) -> Bool

    /// Adds all rows, as of the transaction.
    func fill(_ index: inout Index, _ db: Database) throws
    /// Adds the rows that changes of this corpus name; `newVersions` were not in the index before. Applying a change
    /// twice, or after a later one of the same row, gives the same.
    func apply(_ changes: [ChangeLog.Entry], newVersions: Set<Int64>, to index: inout Index, _ db: Database) throws

    static var files: IndexFileKind { get }
}

/// How the files of one kind of index are named, and where the number of each is kept.
struct IndexFileKind: Sendable {
    let prefix: String
    let suffix: String
    /// A table of `key` and `number`; its rows go when the owner's row does.
    let table: String
    let key: String
    let owner: String

    func name(_ key: Int64) -> String { prefix + String(key) + suffix }
    func isName(_ name: String) -> Bool { name.hasPrefix(prefix) && name.hasSuffix(suffix) }

    func number(_ db: Database, of key: Int64) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT number FROM \(table) WHERE \(self.key) = ?", arguments: [key])
    }

    /// Does nothing where the owner is gone.
    func setNumber(_ db: Database, of key: Int64, to number: Int64) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO \(table) (\(self.key), number) SELECT id, ? FROM \(owner) WHERE id = ?",
            arguments: [number, key])
    }

    func forgetNumbers(_ db: Database) throws { try db.execute(sql: "DELETE FROM \(table)") }

    func keys(_ db: Database) throws -> [Int64] { try Int64.fetchAll(db, sql: "SELECT id FROM \(owner)") }
}

extension IndexOrigin {
    /// An index of all rows, as of the transaction.
    func build(_ db: Database) throws -> Index {
        var index = Index(form: form)
        try addVersions(.standing(corpus: corpus), to: &index, db)
        try fill(&index, db)
        index.state.snapshot.sequence = try ChangeLog.last(db)
        return index
    }

    /// Applies the changes of this corpus that `entries` name, up to `sequence`. Reads rows as they are now.
    func apply(_ entries: [ChangeLog.Entry], to index: inout Index, upTo sequence: Int64, _ db: Database) throws {
        let changes = entries.filter { $0.corpus == corpus && $0.sequence > index.snapshot.sequence }
        var touched: Set<Int64> = []
        for change in changes {
            switch change.kind {
            case .versionAdded, .versionEnded: touched.insert(change.subject)
            case .versionRemoved: index.state.remove(version: change.subject)
            default: break
            }
        }
        let unknown = touched.filter { !index.state.contains(version: $0) }
        if !touched.isEmpty {
            try addVersions(.keyed(touched.sorted()), to: &index, db)
        }
        try apply(changes, newVersions: unknown, to: &index, db)
        index.state.snapshot.sequence = sequence
        if index.state.needsCompaction { index = try index.compacted() }
    }

    private func addVersions(_ wanted: VersionRows, to index: inout Index, _ db: Database) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT version.id, version.source_key, version.retracted, version.published_at, version.known_from,
                        version.known_to, article.removed_at IS NOT NULL
                    FROM \(wanted.tables)
                    """), arguments: try wanted.arguments())
        while let row = try rows.next() {
            index.state.set(
                VersionState(
                    id: row[0], sourceKey: row[1], isRetracted: row[2], isRemoved: row[6], published: row[3],
                    knownFrom: row[4], knownTo: row[5]))
        }
    }
}
