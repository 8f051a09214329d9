import GRDB

extension Migration {
    /// What is known of the outlets of a corpus.
    static let sources = Migration(
        number: 2, name: "sources",
        up: { db in
            try db.execute(
                sql: """
                    CREATE TABLE source (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        corpus_id INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
                        name TEXT NOT NULL,
                        definition TEXT NOT NULL,
                        UNIQUE (corpus_id, name)
                    ) STRICT
                    """)
        },
        down: { try $0.execute(sql: "DROP TABLE source") })
}
