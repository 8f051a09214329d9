public import Foundation

/// An article as a reader found it: unchecked text, before normalisation and without an identity.
public struct RawArticle: Sendable, Hashable {
    /// The reader's own id, unique within its source; used for identity where there is no URL.
    public var id: String?
    /// Where the article stands on the web.
    public var url: String?
    /// The outlet's name, as the record gives it.
    public var source: String?
    public var title: String
    public var text: String
    public var author: String?
    public var category: String?
    /// BCP 47 code that the record claims, if any.
    public var language: String?
    public var publishedAt: Date?
    /// When this version replaced the one before it.
    public var updatedAt: Date?
    /// The outlet withdrew the article.
    public var retracted: Bool

    public init(
        id: String? = nil, url: String? = nil, source: String? = nil, title: String, text: String,
        author: String? = nil, category: String? = nil, language: String? = nil, publishedAt: Date? = nil,
        updatedAt: Date? = nil, retracted: Bool = false
    ) {
        self.id = id
        self.url = url
        self.source = source
        self.title = title
        self.text = text
        self.author = author
        self.category = category
        self.language = language
        self.publishedAt = publishedAt
        self.updatedAt = updatedAt
        self.retracted = retracted
    }
}

/// One version of an article, normalised and named: immutable, equal bytes on every machine.
///
/// Made by ``Normaliser``. All offsets into an article are offsets into ``text``.
public struct Article: Sendable, Hashable, Codable {
    public let id: ArticleID
    public let version: VersionID
    public let corpus: CorpusName
    /// The outlet's name, normalised; empty where unknown.
    public let source: String
    /// The canonical URL.
    public let url: String?
    public let title: String
    public let text: String
    public let author: String?
    public let category: String?
    /// BCP 47 code: the record's own, else as detected; `und` where neither says.
    public let language: String
    public let publishedAt: Date?
    public let updatedAt: Date?
    public let retracted: Bool
    /// From when on this version stood, as far as Byline knows.
    public let knownFrom: Date

    public init(
        id: ArticleID, version: VersionID, corpus: CorpusName, source: String, url: String?, title: String,
        text: String, author: String?, category: String?, language: String, publishedAt: Date?, updatedAt: Date?,
        retracted: Bool, knownFrom: Date
    ) {
        self.id = id
        self.version = version
        self.corpus = corpus
        self.source = source
        self.url = url
        self.title = title
        self.text = text
        self.author = author
        self.category = category
        self.language = language
        self.publishedAt = publishedAt
        self.updatedAt = updatedAt
        self.retracted = retracted
        self.knownFrom = knownFrom
    }
}

/// How an importer dates what it brings: when did a version start to stand?
public enum Provenance: String, Sendable, Hashable, Codable, CaseIterable {
    /// Articles arrive as they appear: a version stands from its ingestion. The safe default, since an as-of search
    /// then never sees what Byline could not have known.
    case live
    /// An archive is filled in afterwards: a version stands from its `updatedAt`, else its publication; without
    /// either, from its ingestion.
    case backfill
}
