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
    /// Reads the best candidates together with the question; nil where no model for that is at hand.
    public let reranker: (any PassageReranker)?
    /// Encodes sentences alone, to measure what the stored vectors lose; nil searches by the stored ones.
    public let sentences: LoneSentences?
    private let cache = PassageTermsCache()
    private let directories = OutletDirectoryCache()
    private let encodedQuestions = QuestionVectors()

    /// Candidates asked of each index for `limit` hits, kept after fusion, and kept of each clause: the cut by rank
    /// costs little, while each candidate kept has its vectors and text read.
    static func breadth(for limit: Int) -> (each: Int, kept: Int, clause: Int) {
        (each: max(200, 4 * limit), kept: max(80, 2 * limit), clause: 10)
    }

    public init(
        store: any Store, embedders: EmbedderSet, signals: SignalCatalogue = .standard,
        reranker: (any PassageReranker)? = nil, sentences: LoneSentences? = nil
    ) {
        self.store = store
        self.embedders = embedders
        self.signals = reranker == nil ? signals : signals.reranked()
        self.reranker = reranker
        self.sentences = sentences
    }

    /// Throws `unknown-corpus`, and `embedding-space-mismatch` where no embedder fills the corpus's active space: what a search
    /// would, before anything is searched.
    public func check(_ corpus: CorpusName) async throws {
        _ = try embedders.embedder(for: try await store.activeSpace(of: corpus), of: corpus)
    }

    /// The best hits for a question. Throws `bad-question` for an empty or overlong one, `unknown-corpus`, and
    /// `embedding-space-mismatch` where no embedder fills the corpus's active space.
    public func search(_ request: SearchRequest) async throws -> SearchResult {
        let results = try await search([request.question], as: request)
        return results[0]
    }

    /// The best hits for each of several questions, in their order, all asked as `request` asks its own: an answer asks for a
    /// question and for its parts. They are encoded together, and what they share is looked up once: beliefs, outlets, what
    /// stands, words, passages. Throws as the search for one does.
    public func search(_ questions: [String], as request: SearchRequest) async throws -> [SearchResult] {
        try await search(questions, as: request, encoding: nil).results
    }

    /// The same, and the vectors of what `further` says of the plans is to be encoded with the questions: one call of the encoder
    /// costs less than two. Vectors come in the order of those texts; none where the search can find nothing. `words` are single words in
    /// the space that was searched; nil where its embedder cannot be asked for them.
    public func search(
        _ questions: [String], as request: SearchRequest, encoding further: (([SearchPlan]) -> [String])?
    ) async throws -> (results: [SearchResult], vectors: [[Float]], words: (any WordVectors)?) {
        for question in questions { try request.asking(question).validate() }
        let begin = ContinuousClock.now
        async let believed = store.credibility(of: request.corpus, asOf: request.filter.asOf)
        // Asked once: a cut-over during the search must not mix two spaces.
        let space = try await store.activeSpace(of: request.corpus)
        let embedder = try embedders.embedder(for: space, of: request.corpus)
        // Nothing takes longer than encoding: where questions alone are encoded, it begins before they are read.
        let isEarly = further == nil
        async let early = isEarly ? encoded(questions, by: embedder) : nil
        let beliefs = try await believed
        let outlets = try await store.outlets(of: request.corpus, asOf: request.filter.asOf)
        let names = outlets.map(\.name)
        let planner = SearchPlanner(outlets: directories.directory(outlets: names, sources: beliefs.sources))
        let plans = try await plans(
            questions, by: planner, EventCalendar(store: store, sources: beliefs.sources), request)
        guard let request = request.admitting(names, beliefs) else {
            return (plans.map(SearchResult.nothing), [], embedder.words)
        }
        // Words are looked up while the questions are encoded.
        async let matched = lexicalCandidates(plans, request)
        let texts = questions + (further?(plans) ?? [])
        let known = try await early
        let encoding = if let known { known } else { try await encoded(texts, by: embedder) }
        let vectors = Array(encoding.vectors.prefix(questions.count))
        let dense = try await nearest(to: vectors, space: space, request)
        let lexical = try await matched
        let keys = plans.indices.map { candidates(dense: dense[$0], lexical: lexical[$0], limit: request.limit) }
        let found = try await passages(keys, by: embedder, in: request.corpus)
        let articles = Set(found.joined().map(\.article.id))
        // Looked up while signals are measured.
        async let copied = store.copies(of: Array(articles), in: request.corpus, filter: request.filter)
        let standings = SourceStandings(beliefs, outlets: outlets)
        let corrections = try await corrections(found, request, beliefs, standings)
        let measured = try await each(plans.count) { index in
            var set = CandidateSet(
                plan: plans[index], questionVector: vectors[index], candidates: found[index],
                statistics: lexical[index].statistics, cache: cache, corrections: corrections[index])
            var table = signals.measure(set)
            if let reranker {
                set.readings = try await RerankerSignal.readings(
                    of: set, by: reranker, question: questions[index], table)
                table = signals.measure(set)
            }
            return (set: set, table: table)
        }
        let clusters = try await copied
        let ranked = try await each(plans.count) { index in
            let (set, table) = measured[index]
            return Ordering(set, table, standings: standings.standings(of: set, table), clusters: clusters)
                .hits(limit: request.limit)
        }
        let searchTime = begin.duration(to: .now) - encoding.time
        let results = plans.indices.map { index in
            SearchResult(
                hits: ranked[index], candidates: measured[index].set.candidates.count, plan: plans[index],
                questionVector: vectors[index], statistics: lexical[index].statistics, searchTime: searchTime)
        }
        return (results, Array(encoding.vectors.dropFirst(questions.count)), embedder.words)
    }

    /// Vectors of further questions in the corpus's active space, in their order. Throws as ``search(_:)`` does.
    public func vectors(of questions: [String], in corpus: CorpusName) async throws -> [[Float]] {
        guard !questions.isEmpty else { return [] }
        let space = try await store.activeSpace(of: corpus)
        return try await encoded(questions, by: try embedders.embedder(for: space, of: corpus)).vectors
    }

    private func encoded(
        _ texts: [String], by embedder: any Embedder
    ) async throws -> (vectors: [[Float]], time: Duration) {
        let begin = ContinuousClock.now
        return (try await encodedQuestions.vectors(of: texts, by: embedder), begin.duration(to: .now))
    }

    /// Plans each question, with the times of the events that it names.
    private func plans(
        _ questions: [String], by planner: SearchPlanner, _ calendar: EventCalendar, _ request: SearchRequest
    ) async throws -> [SearchPlan] {
        let now = Date()
        var plans: [SearchPlan] = []
        for question in questions {
            let events = try await calendar.times(
                of: Words.words(in: question), for: request, moment: request.filter.asOf ?? now)
            plans.append(planner.plan(question, asOf: request.filter.asOf, events: events, now: now))
        }
        return plans
    }

    /// Does something for each question; at the same time where there are several.
    private func each<Value: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) async throws -> Value
    ) async throws -> [Value] {
        guard count > 1 else { return count == 1 ? [try await body(0)] : [] }
        return try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            for index in 0..<count { group.addTask { (index, try await body(index)) } }
            var values = [Value?](repeating: nil, count: count)
            for try await (index, value) in group { values[index] = value }
            return values.compactMap(\.self)
        }
    }

    private func nearest(
        to vectors: [[Float]], space: EmbeddingSpace, _ request: SearchRequest
    ) async throws -> [[ScoredChunk]] {
        try await each(vectors.count) { index in
            try await store.nearest(
                to: vectors[index], space: space, in: request.corpus, filter: request.filter,
                limit: Self.breadth(for: request.limit).each)
        }
    }

    /// The passages of each list; one that several have is read once.
    private func passages(
        _ lists: [[ChunkKey]], by embedder: any Embedder, in corpus: CorpusName
    ) async throws -> [[StoredPassage]] {
        var seen: Set<ChunkKey> = []
        let keys = lists.joined().filter { seen.insert($0).inserted }
        var passages = try await store.passages(keys, space: embedder.space, in: corpus)
        if let sentences { passages = try await sentences.replacing(passages, by: embedder) }
        guard lists.count > 1 else { return [passages] }
        let byKey = Dictionary(passages.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        return lists.map { $0.compactMap { byKey[$0] } }
    }

    private func corrections(
        _ lists: [[StoredPassage]], _ request: SearchRequest, _ beliefs: CredibilityBook, _ standings: SourceStandings
    ) async throws -> [Corrections] {
        var corrections: [Corrections] = []
        for candidates in lists {
            corrections.append(
                try await Corrections(of: candidates, in: store, as: request, beliefs, standings: standings))
        }
        return corrections
    }

    private struct LexicalCandidates: Sendable {
        /// Of the whole question, and then of each clause.
        let chunks: [[ScoredChunk]]
        /// Of the terms of the whole question.
        let statistics: TermStatistics
    }

    /// For each question, chunks that have words of it, and the best ones of each of its clauses: a passage that states one of
    /// several facts may be far down for the whole.
    private func lexicalCandidates(_ plans: [SearchPlan], _ request: SearchRequest) async throws -> [LexicalCandidates]
    {
        let breadth = Self.breadth(for: request.limit)
        let queries = plans.map { plan in
            [TermQuery(terms: plan.terms.map(\.word), limit: breadth.each)]
                + plan.clauses.map { clause in
                    TermQuery(terms: clause.terms.filter { $0.weight == 1 }.map(\.word), limit: breadth.clause)
                }
        }
        var matches = try await store.matching(queries.flatMap(\.self), in: request.corpus, filter: request.filter)[...]
        return queries.map { queries in
            let own = matches.prefix(queries.count)
            matches = matches.dropFirst(queries.count)
            return LexicalCandidates(
                chunks: own.map(\.chunks), statistics: (own.first ?? .nothing).statistics)
        }
    }

    private func candidates(dense: [ScoredChunk], lexical: LexicalCandidates, limit: Int) -> [ChunkKey] {
        let fused = ReciprocalRankFusion.fuse(
            [dense] + lexical.chunks.prefix(1), limit: Self.breadth(for: limit).kept)
        var seen = Set(fused)
        return fused + lexical.chunks.dropFirst().joined().map(\.key).filter { seen.insert($0).inserted }
    }
}
