import GRDB

/// One sequence over all that changes what a search may see. Rows say what changed, not how: a follower reads the rows
/// that they name as they are now.
struct ChangeLog {
    /// Stored as numbers: never change one.
    enum Kind: Int64 {
        /// Subject: the corpus.
        case corpusCreated = 1
        /// Subject: the corpus.
        case corpusRemoved = 2
        /// Subject: the version.
        case versionAdded = 3
        /// A version's `known_to` moved. Subject: the version.
        case versionEnded = 4
        /// Its article was removed. Subject: the version.
        case versionRemoved = 5
        /// Subject: the space; `first` and `last` are keys of vectors.
        case vectorsAdded = 6
        /// Subject: the space.
        case spaceAdded = 7
        /// Subject: the space.
        case spaceActivated = 8
        /// Subject: the space.
        case spaceRemoved = 9
        /// Subject: the corpus.
        case sourcesSet = 10
        /// Subject: the entry in the log of credibility.
        case credibilityChanged = 11
    }

    struct Entry {
        let sequence: Int64
        let corpus: Int64
        /// Nil for a kind that this version does not know.
        let kind: Kind?
        let subject: Int64
        let range: ClosedRange<Int64>?
    }

    static func append(
        _ db: Database, _ kind: Kind, corpus: Int64, subject: Int64, range: ClosedRange<Int64>? = nil
    ) throws {
        try db.cachedStatement(
            sql: "INSERT INTO change (corpus_id, kind, subject, first, last) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [corpus, kind.rawValue, subject, range?.lowerBound, range?.upperBound])
    }

    /// The number of the last change of all corpora; 0 where there was none.
    static func last(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT MAX(sequence) FROM change")) ?? 0
    }

    /// The number of the last change of one corpus.
    static func last(_ db: Database, corpus: Int64) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT MAX(sequence) FROM change WHERE corpus_id = ?"), arguments: [corpus]) ?? 0
    }

    /// The number of the last change of what is believed of a corpus's sources. The kinds must be those of the index, which
    /// is named since SQLite would otherwise go through all changes of the corpus.
    static func lastOfBeliefs(_ db: Database, corpus: Int64) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(sql: lastOfBeliefsSQL), arguments: [corpus]) ?? 0
    }

    static let lastOfBeliefsSQL = """
        SELECT MAX(sequence) FROM change INDEXED BY change_of_beliefs WHERE corpus_id = ? AND kind IN (1, 10, 11)
        """

    /// What changed after `sequence`, in order.
    static func entries(_ db: Database, after sequence: Int64) throws -> [Entry] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT sequence, corpus_id, kind, subject, first, last FROM change
                    WHERE sequence > ? ORDER BY sequence
                    """), arguments: [sequence]
        ).map { row in
            let (first, last) = (row[4] as Int64?, row[5] as Int64?)
            let range = first.flatMap { first in last.flatMap { first <= $0 ? first...$0 : nil } }
            return Entry(
                sequence: row[0], corpus: row[1], kind: Kind(rawValue: row[2]), subject: row[3], range: range)
        }
    }
}
