import Corpus
import Foundation
import GRDB

/// The versions of the categories, languages and places that a ``SearchFilter`` asks for.
///
/// The indexes know none of them, because most searches ask for none: the rows are asked once, before the index is searched, and what
/// comes of it is applied like the rest of the filter, before top-k. They are of versions, so that a later
/// version's say nothing as of an earlier moment.
struct TopicFilter: Sendable, Equatable {
    /// As they are spelled in the corpus; nil admits all.
    let categories: [String]?
    let languages: [String]?
    /// Keys of the versions that name one of the places; nil admits all.
    let naming: Set<Int64>?
    /// Keys of the versions that pass.
    let versions: Set<Int64>

    /// Whether anything here is asked for.
    static func isWanted(by filter: SearchFilter) -> Bool {
        !filter.categories.isEmpty || !filter.languages.isEmpty || !filter.places.isEmpty
    }

    /// Nil where the filter asks for none. Costs one pass over the corpus's versions, whose texts are not read, and what
    /// ``PlaceFilter`` costs.
    static func fetch(
        _ db: Database, _ corpus: CorpusRow, _ filter: SearchFilter, words snapshot: FullTextSnapshot
    ) throws -> TopicFilter? {
        guard isWanted(by: filter) else { return nil }
        let naming =
            filter.places.isEmpty ? nil : try PlaceFilter.versions(naming: filter.places, db, snapshot)
        let categories = try spellings(of: "category", db, corpus, filter.categories, as: folded)
        let languages = try spellings(of: "language", db, corpus, filter.languages, as: primarySubtag)
        let rows =
            SQL(
                """
                SELECT version.id FROM version JOIN article ON article.id = version.article_id
                WHERE article.corpus_id = \(corpus.id) AND article.removed_at IS NULL AND
                """) + SQL(sql: " ") + condition(categories, languages, naming)
        let (sql, arguments) = try rows.build(db)
        return TopicFilter(
            categories: categories, languages: languages, naming: naming,
            versions: try Set(Int64.fetchCursor(db, sql: sql, arguments: arguments)))
    }

    /// The same as a condition on the table `version`.
    var condition: SQL { Self.condition(categories, languages, naming) }

    private static func condition(_ categories: [String]?, _ languages: [String]?, _ naming: Set<Int64>?) -> SQL {
        let parts: [SQL] = [
            categories.map { "version.category IN \($0)" }, languages.map { "version.language IN \($0)" },
            // As one value: a list has a limit.
            naming.map { "version.id IN (SELECT value FROM json_each(\(json($0))))" },
        ].compactMap(\.self)
        return parts.joined(separator: " AND ")
    }

    private static func json(_ keys: Set<Int64>) -> String {
        "[\(keys.sorted().map(String.init).joined(separator: ","))]"
    }

    /// The values of a column that mean one of those wanted; nil where none is wanted.
    private static func spellings(
        of column: String, _ db: Database, _ corpus: CorpusRow, _ wanted: Set<String>, as key: (String) -> String
    ) throws -> [String]? {
        guard !wanted.isEmpty else { return nil }
        let keys = Set(wanted.map(key))
        let values = try String.fetchAll(
            db,
            sql: """
                SELECT DISTINCT version.\(column) FROM version JOIN article ON article.id = version.article_id
                WHERE article.corpus_id = ? AND version.\(column) IS NOT NULL
                """, arguments: [corpus.id])
        return values.filter { keys.contains(key($0)) }.sorted()
    }

    static func folded(_ text: String) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines)
            .folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// BCP 47: the subtags are parted by hyphens, by underscores in what other systems write.
    static func primarySubtag(_ tag: String) -> String {
        let tag = folded(tag).lowercased()
        return String(tag.prefix { $0 != "-" && $0 != "_" })
    }
}
