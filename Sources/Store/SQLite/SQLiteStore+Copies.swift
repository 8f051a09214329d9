public import Corpus
import GRDB

extension SQLiteStore {
    /// One query where no article has a copy, three otherwise; in proportion to the links of their stories.
    public func copies(
        of articles: [ArticleID], in corpus: CorpusName, filter: SearchFilter
    ) async throws -> [ArticleID: StoryCluster] {
        try await read { db in
            let row = try CorpusRow.fetch(db, corpus)
            return try StoryRows(db, corpus: row, filter: filter).clusters(of: articles)
        }
    }
}
