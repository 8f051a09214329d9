import GRDB

extension Migration {
    /// The record: corpora, embedding spaces, articles with their versions, chunks, vectors, and the change log.
    ///
    /// Keys are never used twice (AUTOINCREMENT), so that a key that a search returned cannot come to name something
    /// else. `removed_at` hides a row at once; it is deleted when no search can name it any more. A version's text
    /// stands last, and vectors of sentences in a table of their own, so that reading the rest of a row does not touch
    /// their pages. Text is a blob: it is sliced by bytes. Times are milliseconds since 1970.
    static let record = Migration(
        number: 1, name: "record",
        up: { try $0.execute(sql: recordSQL + vectorSQL + changeSQL) },
        down: { db in
            for corpus in try Int64.fetchAll(db, sql: "SELECT id FROM corpus") {
                try FTS5Tables(corpus: corpus).drop(db)
            }
            for table in [
                "change", "sentence_vector", "vector", "chunk", "version", "article", "space", "corpus", "chunking",
            ] {
                try db.execute(sql: "DROP TABLE \(table)")
            }
        })

    private static let recordSQL = """
        CREATE TABLE chunking (
            id INTEGER PRIMARY KEY,
            identifier TEXT NOT NULL UNIQUE,
            definition TEXT NOT NULL
        ) STRICT;

        CREATE TABLE corpus (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            chunking_id INTEGER NOT NULL REFERENCES chunking (id),
            removed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX corpus_name ON corpus (name) WHERE removed_at IS NULL;

        CREATE TABLE space (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            corpus_id INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
            identifier TEXT NOT NULL,
            dimension INTEGER NOT NULL,
            definition TEXT NOT NULL,
            is_active INTEGER NOT NULL,
            UNIQUE (corpus_id, identifier)
        ) STRICT;
        CREATE UNIQUE INDEX space_active ON space (corpus_id) WHERE is_active = 1;

        CREATE TABLE article (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            corpus_id INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
            public_id TEXT NOT NULL,
            removed_at INTEGER
        ) STRICT;
        CREATE UNIQUE INDEX article_public_id ON article (corpus_id, public_id) WHERE removed_at IS NULL;
        CREATE INDEX article_removed_at ON article (removed_at) WHERE removed_at IS NOT NULL;
        CREATE INDEX article_corpus ON article (corpus_id);

        CREATE TABLE version (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
            public_id TEXT NOT NULL,
            source_key TEXT NOT NULL,
            published_at INTEGER,
            known_from INTEGER NOT NULL,
            known_to INTEGER,
            retracted INTEGER NOT NULL,
            source TEXT NOT NULL,
            url TEXT,
            title TEXT NOT NULL,
            author TEXT,
            category TEXT,
            language TEXT NOT NULL,
            updated_at INTEGER,
            text BLOB NOT NULL,
            UNIQUE (article_id, public_id)
        ) STRICT;
        CREATE INDEX version_known_from ON version (article_id, known_from);

        CREATE TABLE chunk (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            version_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
            chunking_id INTEGER NOT NULL REFERENCES chunking (id),
            public_id TEXT NOT NULL,
            ordinal INTEGER NOT NULL,
            byte_start INTEGER NOT NULL,
            byte_end INTEGER NOT NULL,
            scalar_start INTEGER NOT NULL,
            scalar_end INTEGER NOT NULL,
            token_count INTEGER NOT NULL,
            sentences BLOB NOT NULL,
            UNIQUE (version_id, ordinal)
        ) STRICT;
        CREATE INDEX chunk_public_id ON chunk (public_id);

        """

    private static let vectorSQL = """
        CREATE TABLE vector (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            chunk_id INTEGER NOT NULL REFERENCES chunk (id) ON DELETE CASCADE,
            space_id INTEGER NOT NULL REFERENCES space (id) ON DELETE CASCADE,
            components BLOB NOT NULL,
            UNIQUE (chunk_id, space_id)
        ) STRICT;
        CREATE INDEX vector_space ON vector (space_id);

        CREATE TABLE sentence_vector (
            vector_id INTEGER PRIMARY KEY REFERENCES vector (id) ON DELETE CASCADE,
            codes BLOB NOT NULL
        ) STRICT;

        """

    /// `first` and `last` are keys of rows of the subject's kind, for changes that concern a range of them.
    private static let changeSQL = """
        CREATE TABLE change (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            corpus_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            subject INTEGER NOT NULL,
            first INTEGER,
            last INTEGER
        ) STRICT;
        CREATE INDEX change_corpus ON change (corpus_id);

        """
}
