import GRDB

/// The words of one corpus's chunks and titles, in an FTS5 table of its own: the statistics of one corpus never show in
/// the scores of another.
///
/// The table holds no text: a view slices it from the versions. BM25 as FTS5 has it (k1 = 1.2, b = 0.75); a word in
/// the title counts ``titleWeight`` times one in the text. Words are folded to lower case without diacritics and cut
/// to their stems (Porter 1980).
struct FullTextIndex {
    let corpus: Int64

    static let titleWeight = 2.0

    private var table: String { "full_text_\(corpus)" }
    private var view: String { "full_text_content_\(corpus)" }

    func create(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE VIEW \(view) AS
                SELECT chunk.id AS id, version.title AS title,
                    CAST(substr(version.text, chunk.byte_start + 1, chunk.byte_end - chunk.byte_start) AS TEXT) AS text
                FROM article
                JOIN version ON version.article_id = article.id
                JOIN chunk ON chunk.version_id = version.id
                WHERE article.corpus_id = \(corpus) AND article.removed_at IS NULL;

                CREATE VIRTUAL TABLE \(table) USING fts5 (
                    title, text, content = '\(view)', content_rowid = 'id',
                    tokenize = 'porter unicode61 remove_diacritics 2'
                );
                """)
    }

    func drop(_ db: Database) throws {
        try db.execute(sql: "DROP TABLE IF EXISTS \(table); DROP VIEW IF EXISTS \(view)")
    }

    /// Adds the chunks of a version whose rows are written already.
    func insert(_ db: Database, version: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO \(table) (rowid, title, text)
                SELECT content.id, content.title, content.text
                FROM chunk CROSS JOIN \(view) AS content ON content.id = chunk.id WHERE chunk.version_id = ?
                """
        ).execute(arguments: [version])
    }

    /// Takes out the chunks of an article that is not marked as removed yet.
    func delete(_ db: Database, article: Int64) throws {
        // An external-content table must be told what it once took in.
        try db.cachedStatement(
            sql: """
                INSERT INTO \(table) (\(table), rowid, title, text)
                SELECT 'delete', content.id, content.title, content.text
                FROM version CROSS JOIN chunk ON chunk.version_id = version.id
                CROSS JOIN \(view) AS content ON content.id = chunk.id
                WHERE version.article_id = ?
                """
        ).execute(arguments: [article])
    }

    func rebuild(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO \(table) (\(table)) VALUES ('rebuild')")
    }

    /// Throws SQLITE_CORRUPT where the table does not hold exactly the words of the rows.
    func checkIntegrity(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO \(table) (\(table), rank) VALUES ('integrity-check', 1)")
    }

    /// Chunks with any of `terms` that pass the filter, best first; equal scores by key.
    func search(_ db: Database, terms: [String], filter: VersionFilter, limit: Int) throws -> [ScoredChunk] {
        guard let expression = Self.expression(for: terms), limit > 0 else { return [] }
        // The join's order is fixed: the match comes first, and each of its rows is looked up by key.
        let (sql, arguments) = try SQL(
            """
            SELECT hit.rowid, -bm25(\(sql: table), \(sql: String(Self.titleWeight)), 1.0) AS score
            FROM \(sql: table) AS hit
            CROSS JOIN chunk ON chunk.id = hit.rowid
            CROSS JOIN version ON version.id = chunk.version_id
            WHERE \(sql: table) MATCH \(expression) AND \(filter.condition())
            ORDER BY score DESC, hit.rowid LIMIT \(limit)
            """
        ).build(db)
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map {
            ScoredChunk(key: $0[0], score: Float($0[1] as Double))
        }
    }

    /// An FTS5 expression that matches any of the terms; nil where there are none. Each is a quoted string, so that
    /// nothing in it is syntax; a term that the tokenizer splits becomes a phrase.
    static func expression(for terms: [String]) -> String? {
        var seen: Set<String> = []
        let quoted = terms.compactMap { term -> String? in
            // By bytes: a quotation mark with an accent on it is another Character. A NUL would end the expression.
            var bytes: [UInt8] = [UInt8(ascii: "\"")]
            for byte in term.utf8 {
                if byte == UInt8(ascii: "\"") { bytes.append(byte) }
                bytes.append(byte == 0 ? UInt8(ascii: " ") : byte)
            }
            bytes.append(UInt8(ascii: "\""))
            let text = String(decoding: bytes, as: UTF8.self)
            return seen.insert(text).inserted ? text : nil
        }
        return quoted.isEmpty ? nil : quoted.joined(separator: " OR ")
    }
}
