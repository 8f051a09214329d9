import GRDB

extension Migration {
    /// Which index file belongs to a space: its number, drawn anew for each file. A file that was made by another
    /// database, or by a later state of one that was restored since, has another number and is not read.
    static let indexFiles = Migration(
        number: 3, name: "index-files",
        up: { db in
            try db.execute(
                sql: """
                    CREATE TABLE index_file (
                        space_id INTEGER PRIMARY KEY REFERENCES space (id) ON DELETE CASCADE,
                        number INTEGER NOT NULL
                    ) STRICT
                    """)
        },
        down: { try $0.execute(sql: "DROP TABLE index_file") })
}
