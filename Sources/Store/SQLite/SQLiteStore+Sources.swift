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
        let now = Instant.milliseconds(clock())
        try await write { db in
            let row = try CorpusRow.fetch(db, corpus)
            let before = Dictionary(try Self.sources(db, of: row).map { ($0.name, $0.reliability) }) { first, _ in first
            }
            for source in sources {
                try db.execute(
                    sql: """
                        INSERT INTO source (corpus_id, name, definition) VALUES (?, ?, ?)
                        ON CONFLICT (corpus_id, name) DO UPDATE SET definition = excluded.definition
                        """, arguments: [row.id, source.name, try CorpusRow.encode(source)])
                if source.reliability != before[source.name] ?? nil { try Self.declare(db, source, in: row, at: now) }
            }
            guard !sources.isEmpty else { return }
            try ChangeLog.append(db, .sourcesSet, corpus: row.id, subject: row.id)
        }
    }

    /// All of them: those of the ledger.
    public func sources(of corpus: CorpusName) async throws -> [Source] {
        try await credibilityLedger(of: corpus).sources
    }

    static func sources(_ db: Database, of corpus: CorpusRow) throws -> [Source] {
        try String.fetchAll(
            db, sql: "SELECT definition FROM source WHERE corpus_id = ? ORDER BY name", arguments: [corpus.id]
        ).map { try CorpusRow.decode(Source.self, $0) }
    }

    /// Enters a rating of the list into the log of credibility. It holds from always: it is background, not news.
    private static func declare(_ db: Database, _ source: Source, in corpus: CorpusRow, at now: Int64) throws {
        let change = CredibilityChange(
            .declared(rating: source.reliability), source: source.name,
            cause: source.ratedBy ?? CredibilityLedger.declaredTable)
        try CredibilityRow.insert(db, change, corpus: corpus.id, at: now)
    }
}
