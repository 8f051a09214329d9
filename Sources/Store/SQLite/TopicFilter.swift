import Corpus
import Foundation
import GRDB

/// The versions of the categories and languages that a ``SearchFilter`` asks for.
///
/// The indexes know neither, because most searches ask for neither: the rows are asked once, before the index is searched, and what
/// comes of it is applied like the rest of the filter, before top-k. Categories and languages are of versions, so that a later
/// version's say nothing as of an earlier moment.
struct TopicFilter: Sendable, Equatable {
    /// As they are spelled in the corpus; nil admits all.
    let categories: [String]?
    let languages: [String]?
    /// Keys of the versions that pass.
    let versions: Set<Int64>

    /// Nil where the filter asks for none. Costs one pass over the corpus's versions, whose texts are not read.
    static func fetch(_ db: Database, _ corpus: CorpusRow, _ filter: SearchFilter) throws -> TopicFilter? {
        guard !filter.categories.isEmpty || !filter.languages.isEmpty else { return nil }
        let categories = try spellings(of: "category", db, corpus, filter.categories, as: folded)
        let languages = try spellings(of: "language", db, corpus, filter.languages, as: primarySubtag)
        let rows =
            SQL(
                """
                SELECT version.id FROM version JOIN article ON article.id = version.article_id
                WHERE article.corpus_id = \(corpus.id) AND article.removed_at IS NULL AND
                """) + SQL(sql: " ") + condition(categories, languages)
        let (sql, arguments) = try rows.build(db)
        return TopicFilter(
            categories: categories, languages: languages,
            versions: try Set(Int64.fetchCursor(db, sql: sql, arguments: arguments)))
    }

    /// The same as a condition on the table `version`.
    var condition: SQL { Self.condition(categories, languages) }

    private static func condition(_ categories: [String]?, _ languages: [String]?) -> SQL {
        let parts: [SQL] = [
            categories.map { "version.category IN \($0)" }, languages.map { "version.language IN \($0)" },
        ].compactMap(\.self)
        return parts.joined(separator: " AND ")
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
