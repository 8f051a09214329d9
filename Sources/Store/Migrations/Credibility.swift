import Corpus
import Foundation
import GRDB

extension Migration {
    /// What is believed of sources, and why: an append-only log of changes, and the rating tables that it names.
    ///
    /// `holds_from` is null for what holds from always. `unique_key` keeps what was learned from an article from counting twice.
    /// What the outlets' list declared before, and articles withdrawn before, are entered now. The index finds the last change that
    /// concerns beliefs without going through those of articles.
    static let credibility = Migration(
        number: 6, name: "credibility",
        up: { db in
            try db.execute(sql: credibilitySQL)
            let now = Instant.milliseconds(Date())
            try db.execute(sql: declaredSQL, arguments: [now])
            try db.execute(sql: retractedSQL, arguments: [now])
            for row in try Row.fetchAll(db, sql: "SELECT id, host FROM credibility_entry WHERE host IS NOT NULL") {
                try db.execute(
                    sql: "UPDATE credibility_entry SET host = ? WHERE id = ?",
                    arguments: [HostName(row[1])?.name, row[0] as Int64])
            }
        },
        down: { db in
            try db.execute(
                sql: """
                    DROP INDEX change_of_beliefs;
                    DROP TABLE rating;
                    DROP TABLE rating_table;
                    DROP TABLE credibility_entry;
                    """)
        })

    private static let credibilitySQL = """
        CREATE TABLE credibility_entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            corpus_id INTEGER NOT NULL REFERENCES corpus (id) ON DELETE CASCADE,
            effect TEXT NOT NULL,
            source TEXT NOT NULL DEFAULT '',
            host TEXT,
            rating REAL,
            weight REAL,
            reverses INTEGER REFERENCES credibility_entry (id),
            cause TEXT NOT NULL,
            unique_key TEXT,
            recorded_at INTEGER NOT NULL,
            holds_from INTEGER
        ) STRICT;
        CREATE INDEX credibility_entry_corpus ON credibility_entry (corpus_id);
        CREATE INDEX credibility_entry_reverses ON credibility_entry (reverses) WHERE reverses IS NOT NULL;
        CREATE UNIQUE INDEX credibility_entry_key ON credibility_entry (corpus_id, unique_key)
            WHERE unique_key IS NOT NULL;

        CREATE TABLE rating_table (
            entry_id INTEGER PRIMARY KEY REFERENCES credibility_entry (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            file TEXT NOT NULL,
            scale TEXT NOT NULL,
            strength REAL NOT NULL,
            note TEXT
        ) STRICT;

        CREATE TABLE rating (
            entry_id INTEGER NOT NULL REFERENCES rating_table (entry_id) ON DELETE CASCADE,
            is_name INTEGER NOT NULL,
            subject TEXT NOT NULL,
            rating REAL NOT NULL,
            PRIMARY KEY (entry_id, is_name, subject)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX change_of_beliefs ON change (corpus_id, sequence) WHERE kind IN (1, 10, 11);
        """

    private static let declaredSQL = """
        INSERT INTO credibility_entry (corpus_id, effect, source, rating, cause, recorded_at)
        SELECT corpus_id, 'declared', name, json_extract(definition, '$.reliability'),
            coalesce(json_extract(definition, '$.ratedBy'), 'list of outlets'), ?
        FROM source WHERE json_extract(definition, '$.reliability') IS NOT NULL ORDER BY id
        """

    /// As `OutletLesson` does for those that come later, with the whole address for the host at first. Of the versions of an
    /// article the row is that with the minimum.
    private static let retractedSQL = """
        INSERT INTO credibility_entry (corpus_id, effect, source, host, weight, cause, unique_key, recorded_at, holds_from)
        SELECT article.corpus_id, 'retracted', version.source, version.url, 1.0,
            'The outlet withdrew article ' || article.public_id || '.', 'retracted:' || article.public_id, ?,
            MIN(MAX(version.known_from, coalesce(version.published_at, version.known_from)))
        FROM article JOIN version ON version.article_id = article.id
        WHERE version.retracted = 1 AND article.removed_at IS NULL AND (version.source <> '' OR version.url IS NOT NULL)
        GROUP BY article.id ORDER BY article.id
        """
}
