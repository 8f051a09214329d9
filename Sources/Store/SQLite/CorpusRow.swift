import Corpus
import Embedding
import Foundation
import GRDB
import Synchronization

/// A corpus as it stands in the database, with its spaces.
struct CorpusRow {
    let id: Int64
    let name: CorpusName
    let chunkingID: Int64
    let chunking: Chunking
    let spaces: [SpaceRow]

    struct SpaceRow {
        let id: Int64
        let space: EmbeddingSpace
        let isActive: Bool
    }

    /// A corpus always has one: they are made together, and the active one cannot be removed.
    func activeSpace() throws -> SpaceRow {
        guard let active = spaces.first(where: \.isActive) else {
            throw BylineError(
                "database-corrupt", "Corpus '\(name)' has no active embedding space.",
                remedy: "Restore a copy of the data directory, or delete the corpus and ingest it again.")
        }
        return active
    }

    /// The row of one of the corpus's spaces; throws `embedding-space-mismatch` for another.
    func space(_ space: EmbeddingSpace) throws -> SpaceRow {
        if let row = spaces.first(where: { $0.space == space }) { return row }
        throw EmbeddingSpaceMismatch.error(active: try activeSpace().space, embedder: space, corpus: name)
    }

    static func find(_ db: Database, _ name: CorpusName) throws -> CorpusRow? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT corpus.id, corpus.chunking_id, chunking.definition
                FROM corpus JOIN chunking ON chunking.id = corpus.chunking_id
                WHERE corpus.name = ? AND corpus.removed_at IS NULL
                """)
        guard let row = try Row.fetchOne(statement, arguments: [name.rawValue]) else { return nil }
        let id: Int64 = row[0]
        return CorpusRow(
            id: id, name: name, chunkingID: row[1], chunking: try chunkings.value(of: row[2]),
            spaces: try spaces(db, of: id))
    }

    /// Throws `unknown-corpus`, naming those that exist.
    static func fetch(_ db: Database, _ name: CorpusName) throws -> CorpusRow {
        if let row = try find(db, name) { return row }
        let names = try names(db).map { "'\($0)'" }
        throw BylineError(
            "unknown-corpus", "There is no corpus '\(name)'.",
            remedy: names.isEmpty
                ? "Ingest articles first: 'byline ingest' makes the corpus."
                : "Choose one of \(names.joined(separator: ", ")), or ingest articles into this one.")
    }

    static func names(_ db: Database) throws -> [CorpusName] {
        try String.fetchAll(db, sql: "SELECT name FROM corpus WHERE removed_at IS NULL ORDER BY name")
            .compactMap(CorpusName.init)
    }

    private static func spaces(_ db: Database, of corpus: Int64) throws -> [SpaceRow] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, definition, is_active FROM space WHERE corpus_id = ? ORDER BY id"),
            arguments: [corpus]
        ).map { SpaceRow(id: $0[0], space: try spaceDefinitions.value(of: $0[1]), isActive: $0[2]) }
    }

    private static let chunkings = DefinitionCache<Chunking>()
    private static let spaceDefinitions = DefinitionCache<EmbeddingSpace>()

    /// Values that are kept as JSON: few of them, and none in a row that a search reads many of.
    static func encode(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func decode<Value: Decodable>(_ type: Value.Type, _ json: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json.utf8))
    }
}

/// Definitions by their JSON, as they were decoded lately: a search reads those of its corpus several times.
private final class DefinitionCache<Definition: Decodable & Sendable>: Sendable {
    private let recent = Mutex(RecentValues<String, Definition>(capacity: 64))

    /// Throws `DecodingError` for what is no definition.
    func value(of json: String) throws -> Definition {
        if let known = recent.withLock({ $0[json] }) { return known }
        let definition = try CorpusRow.decode(Definition.self, json)
        recent.withLock { $0.keep(definition, for: json) }
        return definition
    }
}
