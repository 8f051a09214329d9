import GRDB

extension Migration {
    /// Which versions carry one text.
    ///
    /// A version has a signature, whose buckets say which others may be copies of it, and links to those earlier ones that are.
    /// Clusters are not stored: they are what the links between versions known at a moment tie together, so that no search
    /// sees a copy that came later. `starts_at` is when a version could first be seen as of a moment: known and published.
    ///
    /// Articles that are stored already are compared here, one at a time, in some milliseconds each.
    static let nearDuplicates = Migration(
        number: 5, name: "near-duplicates",
        up: { db in
            try db.execute(sql: sql)
            for corpus in try Int64.fetchAll(db, sql: "SELECT id FROM corpus WHERE removed_at IS NULL ORDER BY id") {
                try CopyIndex(db, corpus: corpus).fill()
            }
        },
        down: { try $0.execute(sql: "DROP TABLE copy_link; DROP TABLE copy_bucket; DROP TABLE copy_signature") })

    /// Buckets have no reference to their version, which would need another index as large as the table: whoever deletes
    /// a signature deletes its buckets.
    private static let sql = """
        CREATE TABLE copy_signature (
            version_id INTEGER PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE,
            starts_at INTEGER NOT NULL,
            credits TEXT NOT NULL,
            minima BLOB NOT NULL
        ) STRICT;

        CREATE TABLE copy_bucket (
            corpus_id INTEGER NOT NULL,
            bucket INTEGER NOT NULL,
            starts_at INTEGER NOT NULL,
            version_id INTEGER NOT NULL,
            article_id INTEGER NOT NULL,
            PRIMARY KEY (corpus_id, bucket, starts_at, version_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE copy_link (
            later_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
            earlier_id INTEGER NOT NULL REFERENCES version (id) ON DELETE CASCADE,
            starts_at INTEGER NOT NULL,
            PRIMARY KEY (later_id, earlier_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX copy_link_earlier ON copy_link (earlier_id, later_id, starts_at);

        """
}
