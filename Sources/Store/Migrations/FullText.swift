import GRDB

extension Migration {
    /// The full-text index left the database: which file holds that of a corpus, as ``indexFiles`` says it for vectors.
    static let fullTextIndex = Migration(
        number: 4, name: "full-text-index",
        up: { db in
            for corpus in try Int64.fetchAll(db, sql: "SELECT id FROM corpus") {
                try FTS5Tables(corpus: corpus).drop(db)
            }
            try db.execute(
                sql: """
                    CREATE TABLE full_text_file (
                        corpus_id INTEGER PRIMARY KEY REFERENCES corpus (id) ON DELETE CASCADE,
                        number INTEGER NOT NULL
                    ) STRICT
                    """)
        },
        down: { db in
            try db.execute(sql: "DROP TABLE full_text_file")
            // A removed corpus had none.
            for corpus in try Int64.fetchAll(db, sql: "SELECT id FROM corpus WHERE removed_at IS NULL") {
                try FTS5Tables(corpus: corpus).make(db)
            }
        })
}

/// The words of one corpus's chunks and titles as schemas 1 to 3 kept them: an FTS5 table that holds no text, and a view
/// that slices it from the versions.
struct FTS5Tables {
    let corpus: Int64

    private var table: String { "full_text_\(corpus)" }
    private var view: String { "full_text_content_\(corpus)" }

    /// Makes both and fills the table from the rows.
    func make(_ db: Database) throws {
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
                INSERT INTO \(table) (\(table)) VALUES ('rebuild');
                """)
    }

    func drop(_ db: Database) throws {
        try db.execute(sql: "DROP TABLE IF EXISTS \(table); DROP VIEW IF EXISTS \(view)")
    }
}
