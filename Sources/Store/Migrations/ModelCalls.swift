import GRDB

extension Migration {
    /// What language models cost on each day, and their answers by the digest of the request.
    static let modelCalls = Migration(
        number: 8, name: "model-calls",
        up: { db in
            try db.execute(
                sql: """
                    CREATE TABLE model_spending (
                        day TEXT NOT NULL,
                        account TEXT NOT NULL,
                        tokens INTEGER NOT NULL,
                        nanos INTEGER NOT NULL,
                        PRIMARY KEY (day, account)
                    ) STRICT, WITHOUT ROWID;

                    CREATE TABLE model_call (
                        id INTEGER PRIMARY KEY,
                        key BLOB NOT NULL UNIQUE,
                        value BLOB NOT NULL,
                        used_at INTEGER NOT NULL
                    ) STRICT;
                    CREATE INDEX model_call_use ON model_call (used_at, id);
                    """)
        },
        down: { db in
            try db.execute(
                sql: """
                    DROP TABLE model_call;
                    DROP TABLE model_spending;
                    """)
        })
}
