public import Corpus
import GRDB

extension SQLiteStore {
    /// Throws `source-name` for an empty name.
    public func setSources(_ sources: [Source], in corpus: CorpusName) async throws {
        for source in sources where source.name.isEmpty || source.name.utf8.contains(0) {
            throw BylineError(
                "source-name", "A source has an empty name or one with a NUL character.",
                remedy: "Name it as its articles do.")
        }
        try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            for source in sources {
                try db.execute(
                    sql: """
                        INSERT INTO source (corpus_id, name, definition) VALUES (?, ?, ?)
                        ON CONFLICT (corpus_id, name) DO UPDATE SET definition = excluded.definition
                        """, arguments: [row.id, source.name, try CorpusRow.encode(source)])
            }
            guard !sources.isEmpty else { return }
            try ChangeLog.append(db, .sourcesSet, corpus: row.id, subject: row.id)
        }
    }

    /// All of them, decoded.
    public func sources(of corpus: CorpusName) async throws -> [Source] {
        try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            return try String.fetchAll(
                db, sql: "SELECT definition FROM source WHERE corpus_id = ? ORDER BY name", arguments: [row.id]
            ).map { try CorpusRow.decode(Source.self, $0) }
        }
    }
}
