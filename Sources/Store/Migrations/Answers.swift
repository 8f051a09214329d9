import GRDB

extension Migration {
    /// Traces of answers and answers to be given again, with the articles that each shows: a takedown finds them by these.
    static let answers = Migration(
        number: 7, name: "answers",
        up: { db in
            try db.execute(
                sql: """
                    CREATE TABLE archived_answer (
                        id INTEGER PRIMARY KEY,
                        kind INTEGER NOT NULL,
                        key TEXT NOT NULL,
                        corpus_id INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
                        created_at INTEGER NOT NULL,
                        used_at INTEGER NOT NULL,
                        question TEXT NOT NULL,
                        status TEXT NOT NULL,
                        body BLOB NOT NULL,
                        UNIQUE (kind, key)
                    ) STRICT;
                    CREATE INDEX archived_answer_corpus ON archived_answer (corpus_id);
                    CREATE INDEX archived_answer_use ON archived_answer (kind, used_at);

                    CREATE TABLE archived_answer_article (
                        answer_id INTEGER NOT NULL REFERENCES archived_answer (id) ON DELETE CASCADE,
                        article TEXT NOT NULL,
                        PRIMARY KEY (answer_id, article)
                    ) STRICT, WITHOUT ROWID;
                    CREATE INDEX archived_answer_by_article ON archived_answer_article (article);
                    """)
        },
        down: { db in
            try db.execute(sql: "DROP TABLE archived_answer_article; DROP TABLE archived_answer;")
        })
}
