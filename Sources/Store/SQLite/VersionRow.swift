import Corpus
import Foundation
import GRDB

/// A version read from its row.
struct VersionRow {
    /// The key of the article.
    let article: Int64
    let version: StoredVersion

    /// Versions of articles that are not removed.
    static func fetch(
        _ db: Database, _ corpus: CorpusRow, where condition: SQL, order: SQL, limit: Int = -1
    ) throws -> [VersionRow] {
        let (sql, arguments) = try SQL(
            """
            SELECT article.id, article.public_id, version.public_id, source, url, title, author, category, language,
                published_at, updated_at, retracted, known_from, known_to, text
            FROM article JOIN version ON version.article_id = article.id
            WHERE article.corpus_id = \(corpus.id) AND article.removed_at IS NULL AND \(condition)
            ORDER BY \(order) LIMIT \(limit)
            """
        ).build(db)
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            let (published, updated, knownTo) = (row[9] as Int64?, row[10] as Int64?, row[13] as Int64?)
            let article = Article(
                id: ArticleID(rawValue: row[1]), version: VersionID(rawValue: row[2]), corpus: corpus.name,
                source: row[3], url: row[4], title: row[5], text: String(decoding: row[14] as Data, as: UTF8.self),
                author: row[6], category: row[7], language: row[8], publishedAt: published.map(Instant.date),
                updatedAt: updated.map(Instant.date), retracted: row[11], knownFrom: Instant.date(row[12]))
            return VersionRow(
                article: row[0], version: StoredVersion(article: article, knownTo: knownTo.map(Instant.date)))
        }
    }
}
