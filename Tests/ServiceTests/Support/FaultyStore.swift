import Corpus
import Embedding
import Foundation
import Store
import Synchronization

/// Fails as told, and is otherwise the store behind it. Only what the routes call can fail.
final class FaultyStore: Store {
    private let store: any Store
    private let fault = Mutex<(any Error)?>(nil)

    init(_ store: any Store) { self.store = store }

    func fail(with error: (any Error)?) { fault.withLock { $0 = error } }

    private func failIfTold() throws {
        if let error = fault.withLock({ $0 }) { throw error }
    }

    func corpora() async throws -> [CorpusStatus] {
        try failIfTold()
        return try await store.corpora()
    }

    func corpus(_ name: CorpusName) async throws -> CorpusStatus {
        try failIfTold()
        return try await store.corpus(name)
    }

    func activeSpace(of corpus: CorpusName) async throws -> EmbeddingSpace {
        try failIfTold()
        return try await store.activeSpace(of: corpus)
    }

    func createCorpus(_ name: CorpusName, chunking: Chunking, space: EmbeddingSpace) async throws -> CorpusStatus {
        try await store.createCorpus(name, chunking: chunking, space: space)
    }

    func deleteCorpus(_ name: CorpusName) async throws -> Bool { try await store.deleteCorpus(name) }
    func isStored(_ articles: [Article]) async throws -> [Bool] { try await store.isStored(articles) }

    func write(
        _ articles: [EncodedArticle], in corpus: CorpusName, space: EmbeddingSpace
    ) async throws -> WriteReceipt {
        try await store.write(articles, in: corpus, space: space)
    }

    func deleteArticle(_ id: ArticleID, in corpus: CorpusName) async throws -> Bool {
        try await store.deleteArticle(id, in: corpus)
    }

    func article(_ id: ArticleID, in corpus: CorpusName, asOf: Date?) async throws -> StoredVersion? {
        try await store.article(id, in: corpus, asOf: asOf)
    }

    func versions(of id: ArticleID, in corpus: CorpusName) async throws -> [StoredVersion] {
        try await store.versions(of: id, in: corpus)
    }

    func articles(
        in corpus: CorpusName, filter: SearchFilter, after cursor: String?, limit: Int
    ) async throws -> ArticlePage {
        try await store.articles(in: corpus, filter: filter, after: cursor, limit: limit)
    }

    func nearest(
        to vector: [Float], space: EmbeddingSpace, in corpus: CorpusName, filter: SearchFilter, limit: Int
    ) async throws -> [ScoredChunk] {
        try failIfTold()
        return try await store.nearest(to: vector, space: space, in: corpus, filter: filter, limit: limit)
    }

    func matching(
        _ queries: [TermQuery], in corpus: CorpusName, filter: SearchFilter
    ) async throws -> [LexicalMatches] {
        try await store.matching(queries, in: corpus, filter: filter)
    }

    func passages(
        _ keys: [ChunkKey], space: EmbeddingSpace?, in corpus: CorpusName
    ) async throws -> [StoredPassage] {
        try await store.passages(keys, space: space, in: corpus)
    }

    func copies(
        of articles: [ArticleID], in corpus: CorpusName, filter: SearchFilter
    ) async throws -> [ArticleID: StoryCluster] {
        try await store.copies(of: articles, in: corpus, filter: filter)
    }

    func passages(of ids: [ChunkID], in corpus: CorpusName) async throws -> [StoredPassage] {
        try await store.passages(of: ids, in: corpus)
    }

    func addSpace(_ space: EmbeddingSpace, to corpus: CorpusName) async throws {
        try await store.addSpace(space, to: corpus)
    }

    func passagesWithoutVector(
        in space: EmbeddingSpace, of corpus: CorpusName, after key: ChunkKey?, limit: Int
    ) async throws -> [StoredPassage] {
        try await store.passagesWithoutVector(in: space, of: corpus, after: key, limit: limit)
    }

    func addVectors(_ vectors: [ChunkVector], to space: EmbeddingSpace, of corpus: CorpusName) async throws -> Int {
        try await store.addVectors(vectors, to: space, of: corpus)
    }

    func activate(_ space: EmbeddingSpace, of corpus: CorpusName) async throws {
        try await store.activate(space, of: corpus)
    }

    func removeSpace(_ space: EmbeddingSpace, of corpus: CorpusName) async throws {
        try await store.removeSpace(space, of: corpus)
    }

    func outlets(of corpus: CorpusName, asOf: Date?) async throws -> [OutletPresence] {
        try failIfTold()
        return try await store.outlets(of: corpus, asOf: asOf)
    }

    func setSources(_ sources: [Source], in corpus: CorpusName) async throws {
        try await store.setSources(sources, in: corpus)
    }

    func sources(of corpus: CorpusName) async throws -> [Source] { try await store.sources(of: corpus) }

    func credibility(of corpus: CorpusName, asOf: Date?) async throws -> CredibilityBook {
        try failIfTold()
        return try await store.credibility(of: corpus, asOf: asOf)
    }

    func credibilityLedger(of corpus: CorpusName) async throws -> CredibilityLedger {
        try await store.credibilityLedger(of: corpus)
    }

    func record(_ change: CredibilityChange, in corpus: CorpusName) async throws -> CredibilityEntry {
        try await store.record(change, in: corpus)
    }

    func importRatings(
        _ table: RatingTable, into corpus: CorpusName, since: Date?
    ) async throws -> CredibilityEntry {
        try await store.importRatings(table, into: corpus, since: since)
    }

    func sequence(of corpus: CorpusName) async throws -> Int64 { try await store.sequence(of: corpus) }
    func check() async throws -> [StoreFault] { try await store.check() }
    func rebuildIndexes() async throws { try await store.rebuildIndexes() }
    func close() async { await store.close() }
}
