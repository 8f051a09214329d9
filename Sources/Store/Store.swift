public import Corpus
public import Embedding
public import Foundation

/// What keeps articles, chunks and vectors, and finds chunks by vector and by word.
///
/// Small on purpose: the embedded implementation is ``SQLiteStore``, a server-based one must fit behind the same
/// requirements. No SQL and no file path crosses it. Every implementation passes the suite `StoreConformance`.
///
/// What a writing method has returned from is on disk. A search sees one immutable snapshot; keys that it returned can
/// be resolved by ``passages(_:space:in:)`` even when the article is replaced or deleted meanwhile (for at least a minute).
public protocol Store: Sendable {
    // MARK: Corpora

    /// All corpora, by name.
    func corpora() async throws -> [CorpusStatus]

    /// One corpus; throws `unknown-corpus`, naming those that exist.
    func corpus(_ name: CorpusName) async throws -> CorpusStatus

    /// The space in which a corpus is searched; throws `unknown-corpus`. Cheap: every search asks.
    func activeSpace(of corpus: CorpusName) async throws -> EmbeddingSpace

    /// Makes a corpus with its chunking and its first, active embedding space. Where it exists with the same ones,
    /// nothing changes; with others, throws `chunking-mismatch` or `embedding-space-mismatch`.
    @discardableResult
    func createCorpus(_ name: CorpusName, chunking: Chunking, space: EmbeddingSpace) async throws -> CorpusStatus

    /// Removes a corpus with all that it holds; false where there was none.
    @discardableResult
    func deleteCorpus(_ name: CorpusName) async throws -> Bool

    // MARK: Articles

    /// For each of `articles`, whether exactly this version of it is stored already.
    func isStored(_ articles: [Article]) async throws -> [Bool]

    /// Writes articles with chunks and vectors in one transaction, in order. A version that is stored already is left
    /// alone; a new version ends the one that stood at its `knownFrom`. Vectors belong to `space`, which must be one of
    /// the corpus's spaces (`embedding-space-mismatch` otherwise, naming both and the way out).
    @discardableResult
    func write(_ articles: [EncodedArticle], in corpus: CorpusName, space: EmbeddingSpace) async throws -> WriteReceipt

    /// Removes an article with all versions; false where it was not there.
    @discardableResult
    func deleteArticle(_ id: ArticleID, in corpus: CorpusName) async throws -> Bool

    /// The version of an article that stands, or stood at `asOf`.
    func article(_ id: ArticleID, in corpus: CorpusName, asOf: Date?) async throws -> StoredVersion?

    /// All versions of an article, oldest first.
    func versions(of id: ArticleID, in corpus: CorpusName) async throws -> [StoredVersion]

    /// Articles in a stable order, `limit` at a time.
    func articles(in corpus: CorpusName, filter: SearchFilter, after cursor: String?, limit: Int) async throws
        -> ArticlePage

    // MARK: Search

    /// The `limit` chunks whose vectors have the largest inner product with `vector`, best first; ties by key. The filter
    /// applies before the limit. Scores are exact. So is the choice in a small corpus; in a large one a store may miss a few
    /// of the best, and says how many, from which size on, and how to have them all: see ``VectorSearchAccuracy``.
    func nearest(
        to vector: [Float], space: EmbeddingSpace, in corpus: CorpusName, filter: SearchFilter, limit: Int
    ) async throws -> [ScoredChunk]

    /// For each query, in their order, its `limit` chunks that match any of its terms best by BM25 over text and title, best
    /// first, ties by key; scores are positive. Each is answered as if it were alone, all from one snapshot. The filter
    /// applies before the limit, and its moment to the statistics as well: a search as of a moment gives what it would
    /// have given then.
    func matching(_ queries: [TermQuery], in corpus: CorpusName, filter: SearchFilter) async throws -> [LexicalMatches]

    /// Chunks by key, in the order asked; keys that name nothing are left out. Vectors are of `space`, so that a search which
    /// began before a cut-over ends in the space in which it began; nil means the active one.
    func passages(_ keys: [ChunkKey], space: EmbeddingSpace?, in corpus: CorpusName) async throws -> [StoredPassage]

    // MARK: Copies

    /// For each of `articles` that others carry too, its cluster as of the filter's moment: no article counts that the
    /// moment does not admit, and none that came later. Outlets and dates that the filter asks for do not matter here.
    /// An article whose text nobody else carries, and one that the moment does not admit, is left out.
    func copies(of articles: [ArticleID], in corpus: CorpusName, filter: SearchFilter) async throws
        -> [ArticleID: StoryCluster]

    /// Chunks by id, in the order asked and of whatever version, with vectors of the active space; ids that name nothing in
    /// the corpus are left out.
    func passages(of ids: [ChunkID], in corpus: CorpusName) async throws -> [StoredPassage]

    // MARK: Embedding spaces

    /// Adds an empty space beside the active one; nothing changes where it is there already.
    func addSpace(_ space: EmbeddingSpace, to corpus: CorpusName) async throws

    /// Chunks that have no vector in `space`, by key, beginning after `key`.
    func passagesWithoutVector(
        in space: EmbeddingSpace, of corpus: CorpusName, after key: ChunkKey?, limit: Int
    ) async throws -> [StoredPassage]

    /// Adds vectors to a space; chunks that are gone meanwhile are skipped. Throws `vector-dimension` where a vector
    /// does not fit the space, and writes nothing then. Returns how many were added.
    @discardableResult
    func addVectors(_ vectors: [ChunkVector], to space: EmbeddingSpace, of corpus: CorpusName) async throws -> Int

    /// Makes a complete space the active one; throws `space-incomplete` with the number of chunks that lack a vector.
    func activate(_ space: EmbeddingSpace, of corpus: CorpusName) async throws

    /// Removes a space that is not active, with its vectors.
    func removeSpace(_ space: EmbeddingSpace, of corpus: CorpusName) async throws

    // MARK: Sources

    /// Adds sources or replaces those of the same name.
    func setSources(_ sources: [Source], in corpus: CorpusName) async throws

    /// The outlets whose articles a search of this moment may see, in the order of their names.
    func outlets(of corpus: CorpusName, asOf: Date?) async throws -> [OutletPresence]

    /// The known sources of a corpus, by name.
    func sources(of corpus: CorpusName) async throws -> [Source]

    // MARK: Credibility

    /// What is believed of the corpus's sources, now or by what held at `asOf`. Cheap: every search asks.
    func credibility(of corpus: CorpusName, asOf: Date?) async throws -> CredibilityBook

    /// What these beliefs are made of.
    func credibilityLedger(of corpus: CorpusName) async throws -> CredibilityLedger

    /// Appends a change to the log; where one with its key is there already, gives that one and changes nothing. Retractions and
    /// corrections of articles are recorded by ``write(_:in:space:)`` itself, ratings of outlets by ``setSources(_:in:)``.
    @discardableResult
    func record(_ change: CredibilityChange, in corpus: CorpusName) async throws -> CredibilityEntry

    /// Takes in a rating table; it replaces the one of the same name from `since` on, or from now.
    @discardableResult
    func importRatings(_ table: RatingTable, into corpus: CorpusName, since: Date?) async throws -> CredibilityEntry

    // MARK: Upkeep

    /// The number of the last change of what a search may see; grows by every write.
    func sequence(of corpus: CorpusName) async throws -> Int64

    /// Faults of the stored data, each with what to do about it; empty where all is well.
    func check() async throws -> [StoreFault]

    /// Remakes everything that is derived from the rows.
    func rebuildIndexes() async throws

    /// Ends background work and closes files.
    func close() async
}

extension Store {
    /// Chunks by key, with vectors of the active space.
    public func passages(_ keys: [ChunkKey], in corpus: CorpusName) async throws -> [StoredPassage] {
        try await passages(keys, space: nil, in: corpus)
    }

    /// The chunks that match one query.
    public func matching(
        _ terms: [String], in corpus: CorpusName, filter: SearchFilter, limit: Int
    ) async throws -> LexicalMatches {
        let query = TermQuery(terms: terms, limit: limit)
        return try await matching([query], in: corpus, filter: filter).first ?? .nothing
    }
}

/// The key of a chunk inside one store.
public typealias ChunkKey = Int64

/// A corpus as it stands.
public struct CorpusStatus: Sendable, Hashable, Codable {
    public let name: CorpusName
    public let chunking: Chunking
    public let activeSpace: EmbeddingSpace
    public let spaces: [SpaceStatus]
    /// Articles with a standing version.
    public let articles: Int
    /// Versions of them, old ones included.
    public let versions: Int
    /// Chunks of standing versions.
    public let chunks: Int
    public let sequence: Int64

    public init(
        name: CorpusName, chunking: Chunking, activeSpace: EmbeddingSpace, spaces: [SpaceStatus], articles: Int,
        versions: Int, chunks: Int, sequence: Int64
    ) {
        self.name = name
        self.chunking = chunking
        self.activeSpace = activeSpace
        self.spaces = spaces
        self.articles = articles
        self.versions = versions
        self.chunks = chunks
        self.sequence = sequence
    }
}

/// How far a space of a corpus is filled.
public struct SpaceStatus: Sendable, Hashable, Codable {
    public let space: EmbeddingSpace
    public let isActive: Bool
    /// Chunks with a vector in this space, of all versions.
    public let vectors: Int

    public init(space: EmbeddingSpace, isActive: Bool, vectors: Int) {
        self.space = space
        self.isActive = isActive
        self.vectors = vectors
    }
}

/// An article with what was made of it, ready to be written.
public struct EncodedArticle: Sendable {
    public let article: Article
    public let chunks: [Chunk]
    /// One for each chunk; or none, where vectors are to follow by ``Store/addVectors(_:to:of:)``.
    public let vectors: [EmbeddedPassage]

    public init(article: Article, chunks: [Chunk], vectors: [EmbeddedPassage]) {
        self.article = article
        self.chunks = chunks
        self.vectors = vectors
    }
}

/// What a write did.
public struct WriteReceipt: Sendable, Hashable {
    /// Articles that were not there before.
    public var inserted: Int
    /// New versions of articles that were.
    public var updated: Int
    /// Versions that were stored already.
    public var unchanged: Int
    /// The change log's number after the write.
    public var sequence: Int64

    public init(inserted: Int, updated: Int, unchanged: Int, sequence: Int64) {
        self.inserted = inserted
        self.updated = updated
        self.unchanged = unchanged
        self.sequence = sequence
    }
}

/// A version as it is stored. Instants are kept to the millisecond.
public struct StoredVersion: Sendable, Hashable, Codable {
    public let article: Article
    /// When a later version took its place; nil while it stands.
    public let knownTo: Date?

    public init(article: Article, knownTo: Date?) {
        self.article = article
        self.knownTo = knownTo
    }
}

/// Some articles of a listing.
public struct ArticlePage: Sendable {
    public let articles: [StoredVersion]
    /// Give this to get the next page; nil at the end.
    public let next: String?

    public init(articles: [StoredVersion], next: String?) {
        self.articles = articles
        self.next = next
    }
}

/// A chunk's vector, for filling a space.
public struct ChunkVector: Sendable {
    public let chunk: ChunkID
    public let embedding: EmbeddedPassage

    public init(chunk: ChunkID, embedding: EmbeddedPassage) {
        self.chunk = chunk
        self.embedding = embedding
    }
}

/// A candidate.
public struct ScoredChunk: Sendable, Hashable {
    public let key: ChunkKey
    public let score: Float

    public init(key: ChunkKey, score: Float) {
        self.key = key
        self.score = score
    }
}

/// Chunks that match terms, and the statistics by which they were scored.
public struct LexicalMatches: Sendable {
    /// Best first.
    public let chunks: [ScoredChunk]
    public let statistics: TermStatistics

    public init(chunks: [ScoredChunk], statistics: TermStatistics) {
        self.chunks = chunks
        self.statistics = statistics
    }

    /// Of a corpus without chunks, and of no terms.
    public static let nothing = LexicalMatches(
        chunks: [], statistics: TermStatistics(chunks: 0, averageLength: 0, frequencies: [:]))
}

/// How common terms are among the chunks of all that stood at a moment, whatever their outlets and dates: see
/// ``SearchFilter/asOf``, ``SearchFilter/includeUndated`` and ``SearchFilter/includeRetracted``.
public struct TermStatistics: Sendable, Hashable {
    /// How many chunks there are.
    public let chunks: Int
    /// Words of their texts, on average; 0 where there are none.
    public let averageLength: Float
    /// For each term as it was asked for, how many of them have it in text or title.
    public let frequencies: [String: Int]

    public init(chunks: Int, averageLength: Float, frequencies: [String: Int]) {
        self.chunks = chunks
        self.averageLength = averageLength
        self.frequencies = frequencies
    }
}

/// A chunk with the head of the article that it belongs to.
public struct StoredPassage: Sendable {
    public let key: ChunkKey
    public let chunk: Chunk
    public let article: ArticleHead
    /// The chunk's vector in the space asked for; empty where it has none yet.
    public let vector: [Float]
    /// One for each of `chunk.sentences`, or none.
    public let sentenceVectors: [QuantisedVector]

    public init(
        key: ChunkKey, chunk: Chunk, article: ArticleHead, vector: [Float], sentenceVectors: [QuantisedVector]
    ) {
        self.key = key
        self.chunk = chunk
        self.article = article
        self.vector = vector
        self.sentenceVectors = sentenceVectors
    }
}

/// What is shown of an article beside a passage: all but its text.
public struct ArticleHead: Sendable, Hashable, Codable {
    public let id: ArticleID
    public let version: VersionID
    public let source: String
    public let url: String?
    public let title: String
    public let author: String?
    public let category: String?
    public let language: String
    public let publishedAt: Date?
    public let updatedAt: Date?
    public let retracted: Bool
    public let knownFrom: Date
    public let knownTo: Date?

    public init(_ article: Article, knownTo: Date?) {
        id = article.id
        version = article.version
        source = article.source
        url = article.url
        title = article.title
        author = article.author
        category = article.category
        language = article.language
        publishedAt = article.publishedAt
        updatedAt = article.updatedAt
        retracted = article.retracted
        knownFrom = article.knownFrom
        self.knownTo = knownTo
    }
}

/// Something wrong in the stored data.
public struct StoreFault: Sendable, Hashable, Codable {
    public let what: String
    public let remedy: String

    public init(what: String, remedy: String) {
        self.what = what
        self.remedy = remedy
    }
}
