public import Corpus
public import Embedding
import Foundation
public import Store

/// Finds the passages of a corpus that speak of a question:
/// question → plan → candidates of both indexes → signals → order → hits.
public struct Searcher: Sendable {
    public let store: any Store
    public let embedders: EmbedderSet
    public let signals: SignalCatalogue
    private let cache = PassageTermsCache()
    private let directories = OutletDirectoryCache()

    /// Candidates asked of each index for `limit` hits, kept after fusion, and kept of each clause: the cut by rank
    /// costs little, while each candidate kept has its vectors and text read.
    static func breadth(for limit: Int) -> (each: Int, kept: Int, clause: Int) {
        (each: max(200, 4 * limit), kept: max(80, 2 * limit), clause: 10)
    }

    public init(store: any Store, embedders: EmbedderSet, signals: SignalCatalogue = .standard) {
        self.store = store
        self.embedders = embedders
        self.signals = signals
    }

    /// The best hits for a question. Throws `bad-question` for an empty or overlong one, `unknown-corpus`, and
    /// `embedding-space-mismatch` where no embedder fills the corpus's active space.
    public func search(_ request: SearchRequest) async throws -> SearchResult {
        try request.validate()
        let clock = ContinuousClock()
        let begin = clock.now
        // Asked once: a cut-over during the search must not mix two spaces.
        let space = try await store.activeSpace(of: request.corpus)
        let embedder = try embedders.embedder(for: space, of: request.corpus)
        let beliefs = try await store.credibility(of: request.corpus, asOf: request.filter.asOf)
        let outlets = try await store.outlets(of: request.corpus, asOf: request.filter.asOf)
        let names = outlets.map(\.name)
        let plan = SearchPlanner(outlets: directories.directory(outlets: names, sources: beliefs.sources))
            .plan(request.question, asOf: request.filter.asOf)
        guard let request = request.admitting(names, beliefs) else { return .nothing(for: plan) }
        // Words are looked up while the question is encoded.
        async let matched = lexicalCandidates(plan, request)
        let encodingBegin = clock.now
        let vector = try await embedder.embed(query: request.question)
        let encodingTime = encodingBegin.duration(to: clock.now)
        let dense = try await store.nearest(
            to: vector, space: space, in: request.corpus, filter: request.filter,
            limit: Self.breadth(for: request.limit).each)
        let lexical = try await matched
        let keys = candidates(dense: dense, lexical: lexical, limit: request.limit)
        let set = CandidateSet(
            plan: plan, questionVector: vector,
            candidates: try await store.passages(keys, space: space, in: request.corpus),
            statistics: lexical.statistics, cache: cache)
        let clusters = try await store.copies(
            of: Array(Set(set.candidates.map(\.article.id))), in: request.corpus, filter: request.filter)
        let table = signals.measure(set)
        let standings = SourceStandings(beliefs, outlets: outlets).standings(of: set, table)
        let ordering = Ordering(set, table, standings: standings, clusters: clusters)
        let hits = ordering.hits(limit: request.limit)
        return SearchResult(
            hits: hits, candidates: set.candidates.count, plan: plan, questionVector: vector,
            statistics: lexical.statistics, searchTime: begin.duration(to: clock.now) - encodingTime)
    }

    /// Vectors of further questions in the corpus's active space, in their order. Throws as ``search(_:)`` does.
    public func vectors(of questions: [String], in corpus: CorpusName) async throws -> [[Float]] {
        guard !questions.isEmpty else { return [] }
        let space = try await store.activeSpace(of: corpus)
        let embedder = try embedders.embedder(for: space, of: corpus)
        return try await withThrowingTaskGroup(of: (Int, [Float]).self) { group in
            for (index, question) in questions.enumerated() {
                group.addTask { (index, try await embedder.embed(query: question)) }
            }
            var vectors = [[Float]](repeating: [], count: questions.count)
            for try await (index, vector) in group { vectors[index] = vector }
            return vectors
        }
    }

    private struct LexicalCandidates: Sendable {
        /// Of the whole question, and then of each clause.
        let chunks: [[ScoredChunk]]
        /// Of the terms of the whole question.
        let statistics: TermStatistics
    }

    /// Chunks that have words of the question, and the best ones of each of its clauses: a passage that states one of
    /// several facts may be far down for the whole.
    private func lexicalCandidates(_ plan: SearchPlan, _ request: SearchRequest) async throws -> LexicalCandidates {
        let breadth = Self.breadth(for: request.limit)
        let whole = TermQuery(terms: plan.terms.map(\.word), limit: breadth.each)
        let clauses = plan.clauses.map { clause in
            TermQuery(terms: clause.terms.filter { $0.weight == 1 }.map(\.word), limit: breadth.clause)
        }
        let matches = try await store.matching([whole] + clauses, in: request.corpus, filter: request.filter)
        return LexicalCandidates(
            chunks: matches.map(\.chunks), statistics: (matches.first ?? .nothing).statistics)
    }

    private func candidates(dense: [ScoredChunk], lexical: LexicalCandidates, limit: Int) -> [ChunkKey] {
        let fused = ReciprocalRankFusion.fuse(
            [dense] + lexical.chunks.prefix(1), limit: Self.breadth(for: limit).kept)
        var seen = Set(fused)
        return fused + lexical.chunks.dropFirst().joined().map(\.key).filter { seen.insert($0).inserted }
    }
}
