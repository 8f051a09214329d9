import Corpus
import Foundation
import GRDB

/// The rows of an archive: see ``AnswerArchive``.
enum ArchiveRow {
    enum Kind: Int64, Sendable {
        case trace = 1
        case answer = 2

        var limit: Int { self == .trace ? ArchiveLimits.traces : ArchiveLimits.answers }
    }

    /// So many beyond the limit are let grow before the oldest go, so that not every write deletes.
    private static let slack = 100

    static func keep(_ db: Database, _ answer: ArchivedAnswer, _ kind: Kind, at now: Int64) throws {
        let corpus = try CorpusRow.fetch(db, answer.corpus)
        try db.cachedStatement(sql: "DELETE FROM archived_answer WHERE kind = ? AND key = ?")
            .execute(arguments: [kind.rawValue, answer.key])
        try db.cachedStatement(
            sql: """
                INSERT INTO archived_answer (kind, key, corpus_id, created_at, used_at, question, status, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            kind.rawValue, answer.key, corpus.id, Instant.milliseconds(answer.createdAt), now, answer.question,
            answer.status, answer.body,
        ])
        let id = db.lastInsertedRowID
        let link = try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO archived_answer_article (answer_id, article) VALUES (?, ?)")
        for article in answer.articles { try link.execute(arguments: [id, article.rawValue]) }
        try trim(db, kind)
    }

    private static func trim(_ db: Database, _ kind: Kind) throws {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT COUNT(*) FROM archived_answer WHERE kind = ?"), arguments: [kind.rawValue])
        guard let count, count > kind.limit + slack else { return }
        try db.cachedStatement(
            sql: """
                DELETE FROM archived_answer WHERE id IN (
                    SELECT id FROM archived_answer WHERE kind = ? ORDER BY used_at, id LIMIT ?)
                """
        ).execute(arguments: [kind.rawValue, count - kind.limit])
    }

    static func fetch(_ db: Database, _ key: String, _ kind: Kind) throws -> ArchivedAnswer? {
        try Row.fetchOne(
            db.cachedStatement(sql: select("archived_answer.body") + " AND archived_answer.key = ?"),
            arguments: [kind.rawValue, key]
        ).map { try answer($0, articles: articles(db, of: $0[0])) }
    }

    static func latest(_ db: Database, _ kind: Kind, limit: Int) throws -> [ArchivedAnswer] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: select("x''") + " ORDER BY archived_answer.created_at DESC, archived_answer.id DESC LIMIT ?"),
            arguments: [kind.rawValue, limit]
        ).map { try answer($0, articles: articles(db, of: $0[0])) }
    }

    static func use(_ db: Database, _ key: String, _ kind: Kind, at now: Int64) throws {
        try db.cachedStatement(sql: "UPDATE archived_answer SET used_at = ? WHERE kind = ? AND key = ?")
            .execute(arguments: [now, kind.rawValue, key])
    }

    /// Forgets what shows an article of a corpus, by the article's key.
    static func forget(_ db: Database, article: Int64) throws {
        try db.cachedStatement(
            sql: """
                DELETE FROM archived_answer WHERE id IN (
                    SELECT link.answer_id FROM article
                    JOIN archived_answer_article AS link ON link.article = article.public_id
                    JOIN archived_answer AS answer ON answer.id = link.answer_id AND answer.corpus_id = article.corpus_id
                    WHERE article.id = ?)
                """
        ).execute(arguments: [article])
    }

    /// Forgets all of a corpus.
    static func forget(_ db: Database, corpus: Int64) throws {
        try db.execute(sql: "DELETE FROM archived_answer WHERE corpus_id = ?", arguments: [corpus])
    }

    private static func select(_ body: String) -> String {
        """
        SELECT archived_answer.id, archived_answer.key, corpus.name, archived_answer.created_at,
            archived_answer.question, archived_answer.status, \(body)
        FROM archived_answer JOIN corpus ON corpus.id = archived_answer.corpus_id
        WHERE archived_answer.kind = ?
        """
    }

    private static func articles(_ db: Database, of id: Int64) throws -> [ArticleID] {
        try String.fetchAll(
            db.cachedStatement(sql: "SELECT article FROM archived_answer_article WHERE answer_id = ? ORDER BY article"),
            arguments: [id]
        ).map(ArticleID.init(rawValue:))
    }

    private static func answer(_ row: Row, articles: [ArticleID]) throws -> ArchivedAnswer {
        ArchivedAnswer(
            key: row[1], corpus: CorpusName(rawValue: row[2]) ?? .standard, createdAt: Instant.date(row[3]),
            question: row[4],
            status: row[5], articles: articles, body: row[6])
    }
}
