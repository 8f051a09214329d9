import Corpus
public import Embedding
public import Store

/// Finds the passages of a corpus that speak of a question:
/// question → vector and terms → candidates of both indexes → fusion → signals → hits.
public struct Searcher: Sendable {
    public let store: any Store
    public let embedders: EmbedderSet
    public let signals: SignalCatalogue

    /// Candidates asked of each index for `limit` hits, and kept after fusion: the cut by rank costs little, while each
    /// candidate kept has its vectors and text read.
    static func breadth(for limit: Int) -> (each: Int, kept: Int) {
        (each: max(200, 4 * limit), kept: max(80, 2 * limit))
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
        // Asked once: a cut-over during the search must not mix two spaces.
        let space = try await store.activeSpace(of: request.corpus)
        let embedder = try embedders.embedder(for: space, of: request.corpus)
        let terms = QuestionTerms.terms(of: request.question)
        let breadth = Self.breadth(for: request.limit)
        // Words are looked up while the question is encoded: each takes about half of a search.
        async let lexical = store.matching(
            terms, in: request.corpus, filter: request.filter, limit: breadth.each)
        let vector = try await embedder.embed(query: request.question)
        let dense = try await store.nearest(
            to: vector, space: space, in: request.corpus, filter: request.filter, limit: breadth.each)
        let candidates = try await candidates(
            dense: dense, lexical: lexical, kept: breadth.kept, space: space, in: request.corpus)
        let set = CandidateSet(
            question: request.question, terms: terms, questionVector: vector, candidates: candidates)
        return SearchResult(
            hits: rank(set, limit: request.limit), candidates: candidates.count, questionVector: vector)
    }

    private func candidates(
        dense: [ScoredChunk], lexical: [ScoredChunk], kept: Int, space: EmbeddingSpace, in corpus: CorpusName
    ) async throws -> [Candidate] {
        let lexicalScores = Dictionary(lexical.map { ($0.key, $0.score) }, uniquingKeysWith: max)
        let keys = ReciprocalRankFusion.fuse([dense, lexical], limit: kept)
        return try await store.passages(keys, space: space, in: corpus).map {
            Candidate(passage: $0, lexicalScore: lexicalScores[$0.key])
        }
    }

    /// Best score first; ties by chunk id, which is the same on every machine.
    private func rank(_ set: CandidateSet, limit: Int) -> [Hit] {
        let explained = zip(set.candidates, signals.explain(set)).map { candidate, signals in
            Hit(rank: 0, passage: candidate.passage, signals: signals)
        }
        let best = explained.sorted {
            ($1.score, $0.passage.chunk.id.rawValue) < ($0.score, $1.passage.chunk.id.rawValue)
        }
        return best.prefix(limit).enumerated().map { index, hit in
            Hit(rank: index + 1, passage: hit.passage, signals: hit.signals)
        }
    }
}
