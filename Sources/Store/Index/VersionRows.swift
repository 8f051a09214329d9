import GRDB

/// Which rows of versions, each with its article's, an index asks for.
enum VersionRows {
    /// All of a corpus whose articles are not removed.
    case standing(corpus: Int64)
    /// Those of some keys.
    case keyed([Int64])

    /// What stands after FROM. SQLite is told in which order to go: from the keys where there are any, since going through all articles
    /// for each batch of new ones makes an ingestion slower with each that is there already.
    var tables: String {
        switch self {
        case .standing:
            """
            article CROSS JOIN version ON version.article_id = article.id
            WHERE article.corpus_id = ? AND article.removed_at IS NULL
            """
        case .keyed:
            """
            json_each(?) AS wanted CROSS JOIN version ON version.id = wanted.value
            CROSS JOIN article ON article.id = version.article_id
            WHERE TRUE
            """
        }
    }

    /// What ``tables`` has question marks for.
    func arguments() throws -> StatementArguments {
        switch self {
        case .standing(let corpus): [corpus]
        case .keyed(let keys): [try CorpusRow.encode(keys)]
        }
    }
}
