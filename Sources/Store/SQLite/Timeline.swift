import GRDB

/// The versions of one article in time: each ends where the next begins, and the last one stands.
///
/// Versions may arrive out of order. Of two that begin at the same instant, the one written later stands, and the
/// earlier one keeps an empty interval.
struct Timeline {
    let article: Int64

    /// The version that stood at an instant, the version after that, and when it began.
    struct Place {
        let before: Int64?
        let after: Int64?
        let end: Int64?
    }

    /// Where a version that begins at `knownFrom` belongs.
    func place(_ db: Database, at knownFrom: Int64) throws -> Place {
        let before = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id FROM version WHERE article_id = ? AND known_from <= ?
                    ORDER BY known_from DESC, id DESC LIMIT 1
                    """), arguments: [article, knownFrom])
        let next = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT id, known_from FROM version WHERE article_id = ? AND known_from > ?
                    ORDER BY known_from, id LIMIT 1
                    """), arguments: [article, knownFrom])
        return Place(before: before, after: next?[0], end: next?[1])
    }

    /// Ends a version.
    static func end(_ db: Database, version: Int64, at knownTo: Int64) throws {
        try db.cachedStatement(sql: "UPDATE version SET known_to = ? WHERE id = ?").execute(arguments: [
            knownTo, version,
        ])
    }
}
