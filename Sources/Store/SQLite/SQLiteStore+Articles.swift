public import Corpus
public import Embedding
public import Foundation
import GRDB

extension SQLiteStore {
    /// Two lookups by key for each article.
    public func isStored(_ articles: [Article]) async throws -> [Bool] {
        guard !articles.isEmpty else { return [] }
        return try await read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT 1 FROM corpus
                    CROSS JOIN article ON article.corpus_id = corpus.id
                    CROSS JOIN version ON version.article_id = article.id
                    WHERE corpus.name = ? AND corpus.removed_at IS NULL AND article.public_id = ?
                    AND article.removed_at IS NULL AND version.public_id = ?
                    """)
            return try articles.map { article in
                try Bool.fetchOne(
                    statement,
                    arguments: [article.corpus.rawValue, article.id.rawValue, article.version.rawValue]) != nil
            }
        }
    }

    /// Checks everything first and writes all or nothing, with one synchronisation for the batch. Throws also
    /// `unknown-corpus`, `article-corpus`, `article-not-normalised`, `chunk-span`, `chunk-ordinal`, `vector-count`,
    /// `vector-dimension`, `vector-not-finite`, `sentence-vectors` and `disk-full`.
    @discardableResult
    public func write(
        _ articles: [EncodedArticle], in corpus: CorpusName, space: EmbeddingSpace
    ) async throws -> WriteReceipt {
        for article in articles { try WriteValidation.check(article, corpus: corpus, space: space) }
        let now = clock()
        return try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            var writer = ArticleWriter(db, corpus: row, space: try row.space(space), at: now)
            for article in articles { try writer.write(article) }
            return try writer.finish()
        }
    }

    /// Hides it at once; its rows are deleted by a later write, after a minute at the earliest.
    @discardableResult
    public func deleteArticle(_ id: ArticleID, in corpus: CorpusName) async throws -> Bool {
        let now = clock()
        return try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            let article = try Int64.fetchOne(
                db.cachedStatement(
                    sql: "SELECT id FROM article WHERE corpus_id = ? AND public_id = ? AND removed_at IS NULL"),
                arguments: [row.id, id.rawValue])
            guard let article else { return false }
            try Removal.hide(db, article: article, corpus: row.id, at: now)
            return true
        }
    }

    /// One lookup by key; reads the text.
    public func article(_ id: ArticleID, in corpus: CorpusName, asOf: Date?) async throws -> StoredVersion? {
        try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            let instant = asOf.map(Instant.milliseconds)
            let time: SQL =
                if let instant {
                    "version.known_from <= \(instant) AND (version.known_to IS NULL OR version.known_to > \(instant))"
                } else {
                    "version.known_to IS NULL"
                }
            return try VersionRow.fetch(
                db, row, where: "article.public_id = \(id.rawValue) AND \(time)", order: "version.id"
            ).first?.version
        }
    }

    /// Reads the texts of all of them.
    public func versions(of id: ArticleID, in corpus: CorpusName) async throws -> [StoredVersion] {
        try await read { db in
            try VersionRow.fetch(
                db, try CorpusRow.fetch(db, corpus), where: "article.public_id = \(id.rawValue)",
                order: "version.known_from, version.id"
            ).map(\.version)
        }
    }

    /// In the order in which articles were first written. Throws `bad-cursor` for a cursor that no page gave.
    public func articles(
        in corpus: CorpusName, filter: SearchFilter, after cursor: String?, limit: Int
    ) async throws -> ArticlePage {
        let start = try cursor.map(Self.position) ?? 0
        return try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            guard limit > 0 else { return ArticlePage(articles: [], next: nil) }
            let page = limit < Int.max ? limit : limit - 1
            let filter = try VersionFilter.fetch(db, row, filter)
            let rows = try VersionRow.fetch(
                db, row, where: "article.id > \(start) AND \(filter.condition())", order: "article.id",
                limit: page + 1)
            return ArticlePage(
                articles: rows.prefix(page).map(\.version),
                next: rows.count > page ? String(rows[page - 1].article) : nil)
        }
    }

    private static func position(of cursor: String) throws -> Int64 {
        if let position = Int64(cursor), position >= 0 { return position }
        throw BylineError(
            "bad-cursor", "A listing of articles cannot go on from '\(cursor.prefix(40))'.",
            remedy: "Give the 'next' of the page before, or nothing for the first page.")
    }
}
