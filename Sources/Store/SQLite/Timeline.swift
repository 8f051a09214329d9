import GRDB

/// The versions of one article in time: each ends where the next begins, and the last one stands.
///
/// Versions may arrive out of order. Of two that begin at the same instant, the one written later stands, and the
/// earlier one keeps an empty interval.
struct Timeline {
    let article: Int64

    /// The version that stood at an instant, and when the version after that began.
    struct Place {
        let before: Int64?
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
        let end = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT MIN(known_from) FROM version WHERE article_id = ? AND known_from > ?"),
            arguments: [article, knownFrom])
        return Place(before: before, end: end)
    }

    /// Ends a version.
    static func end(_ db: Database, version: Int64, at knownTo: Int64) throws {
        try db.cachedStatement(sql: "UPDATE version SET known_to = ? WHERE id = ?").execute(arguments: [
            knownTo, version,
        ])
    }
}
