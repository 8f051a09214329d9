import Corpus
import Embedding
import Foundation
import Store

/// A corpus as the API shows it.
struct CorpusBody: Encodable {
    struct Space: Encodable {
        /// Names the space in full: two are the same exactly when their ids are.
        let id: String
        let model: String
        let dimension: Int
        let isActive: Bool
        let vectors: Int
    }

    let name: String
    let articles: Int
    let versions: Int
    let chunks: Int
    /// Of the last change of what a search may see.
    let sequence: Int64
    let chunking: String
    let spaces: [Space]

    init(_ status: CorpusStatus) {
        name = status.name.rawValue
        articles = status.articles
        versions = status.versions
        chunks = status.chunks
        sequence = status.sequence
        chunking = status.chunking.identifier
        spaces = status.spaces.map {
            Space(
                id: $0.space.identifier, model: $0.space.model, dimension: $0.space.dimension, isActive: $0.isActive,
                vectors: $0.vectors)
        }
    }
}

struct CorporaBody: Encodable {
    let corpora: [CorpusBody]
}

/// A version of an article as the API shows it.
struct VersionBody: Encodable {
    let id: String
    let version: String
    let corpus: String
    let source: String
    let url: String?
    let title: String
    /// The normalised text, which all offsets count in; left out of listings.
    let text: String?
    let author: String?
    let category: String?
    let language: String
    let publishedAt: Date?
    let updatedAt: Date?
    let retracted: Bool
    /// The version stood from then …
    let knownFrom: Date
    /// … until then; absent while it stands.
    let knownTo: Date?

    init(_ stored: StoredVersion, withText: Bool) {
        let article = stored.article
        id = article.id.rawValue
        version = article.version.rawValue
        corpus = article.corpus.rawValue
        source = article.source
        url = article.url
        title = article.title
        text = withText ? article.text : nil
        author = article.author
        category = article.category
        language = article.language
        publishedAt = article.publishedAt
        updatedAt = article.updatedAt
        retracted = article.retracted
        knownFrom = article.knownFrom
        knownTo = stored.knownTo
    }
}

struct ArticlesBody: Encodable {
    let articles: [VersionBody]
    /// Give it as `cursor` to get the next page; absent at the end.
    let next: String?
}

struct VersionsBody: Encodable {
    /// Oldest first.
    let versions: [VersionBody]
}
