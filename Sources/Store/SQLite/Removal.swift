import Foundation
import GRDB

/// Removal in two steps: a row is hidden at once, and deleted when no search can name it any more.
enum Removal {
    /// Seconds for which removed rows can still be read by key.
    static let retention: TimeInterval = 60
    /// Articles that one transaction deletes at most, so that no writer waits long.
    private static let batch = 200

    /// Hides an article: no search that begins later sees it.
    static func hide(_ db: Database, article: Int64, corpus: Int64, at now: Date) throws {
        try CopyIndex(db, corpus: corpus).remove(article: article)
        try ArchiveRow.forget(db, article: article)
        try db.cachedStatement(sql: "UPDATE article SET removed_at = ? WHERE id = ?")
            .execute(arguments: [Instant.milliseconds(now), article])
        for version in try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT id FROM version WHERE article_id = ?"), arguments: [article])
        {
            try ChangeLog.append(db, .versionRemoved, corpus: corpus, subject: version)
        }
    }

    /// Hides a corpus with all that it holds.
    static func hide(_ db: Database, corpus: Int64, at now: Date) throws {
        let instant = Instant.milliseconds(now)
        try db.execute(sql: "UPDATE corpus SET removed_at = ? WHERE id = ?", arguments: [instant, corpus])
        try db.execute(
            sql: "UPDATE article SET removed_at = ? WHERE corpus_id = ? AND removed_at IS NULL",
            arguments: [instant, corpus])
        try ArchiveRow.forget(db, corpus: corpus)
        try ChangeLog.append(db, .corpusRemoved, corpus: corpus, subject: corpus)
    }

    /// Whether anything is to be deleted.
    static func isDue(_ db: Database, at now: Date) throws -> Bool {
        let due = Instant.milliseconds(now.addingTimeInterval(-retention))
        return try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM article WHERE removed_at < ?)
                OR EXISTS (SELECT 1 FROM corpus WHERE removed_at < ?)
                """, arguments: [due, due]) ?? false
    }

    /// Deletes some of what was hidden long enough ago; cheap where there is nothing.
    static func purge(_ db: Database, at now: Date) throws {
        let due = Instant.milliseconds(now.addingTimeInterval(-retention))
        let articles = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, corpus_id FROM article WHERE removed_at < ? ORDER BY removed_at LIMIT ?"),
            arguments: [due, batch])
        for row in articles {
            let article = row[0] as Int64
            // Those of a removed corpus are in it still.
            try CopyIndex(db, corpus: row[1]).remove(article: article, isRepairing: false)
            try db.cachedStatement(sql: "DELETE FROM article WHERE id = ?").execute(arguments: [article])
        }
        guard articles.count < batch else { return }
        try db.cachedStatement(
            sql: """
                DELETE FROM corpus WHERE removed_at < ?
                AND NOT EXISTS (SELECT 1 FROM article WHERE article.corpus_id = corpus.id)
                """
        ).execute(arguments: [due])
    }
}
