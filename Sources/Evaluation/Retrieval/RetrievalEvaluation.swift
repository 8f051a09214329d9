public import Corpus
public import Retrieval
import Store

/// Searches for questions whose facts are known, and measures where the facts stand.
public struct RetrievalEvaluation: Sendable {
    /// One question with what was found.
    public struct Outcome: Sendable {
        public let question: EvidenceQuestion
        /// Best first.
        public let hits: [Hit]
        /// Nil where the question has no facts.
        public let score: EvidenceScore?
        /// Whose articles were shown.
        public let items: [RankedItem]
        /// See ``Retrieval/SearchResult/searchTime``.
        public let searchTime: Duration

        public init(
            question: EvidenceQuestion, hits: [Hit], publishers: PublisherDirectory, searchTime: Duration = .zero
        ) {
            self.question = question
            items = hits.map { RankedItem($0, publishers: publishers) }
            self.hits = hits
            self.searchTime = searchTime
            score = EvidenceScore(facts: question.facts, chunks: hits.map(\.passage.chunk.text))
        }
    }

    /// What is told of whose articles were shown, whether or not the questions have facts.
    public static let articleMetrics = ["duplicates@10", "sources@10", "credibility@10"].compactMap(ArticleMetric.init)

    public let outcomes: [Outcome]
    public let total: EvidenceTally
    public let byKind: [String: EvidenceTally]

    public init(_ outcomes: [Outcome]) {
        self.outcomes = outcomes
        total = EvidenceTally(outcomes.map(\.score))
        byKind = Dictionary(grouping: outcomes, by: \.question.kind).mapValues { EvidenceTally($0.map(\.score)) }
    }

    /// Searches for the questions one after the other, for `limit` passages each. Throws what the searcher throws.
    public static func run(
        _ questions: [EvidenceQuestion], with searcher: Searcher, corpus: CorpusName,
        limit: Int = EvidenceScore.depth, progress: (Int) -> Void = { _ in }
    ) async throws -> RetrievalEvaluation {
        let publishers = PublisherDirectory(try await searcher.store.sources(of: corpus))
        var outcomes: [Outcome] = []
        for question in questions {
            let request = SearchRequest(
                question: question.question, corpus: corpus, filter: SearchFilter(asOf: question.asOf), limit: limit)
            let result = try await searcher.search(request)
            outcomes.append(
                Outcome(
                    question: question, hits: result.hits, publishers: publishers, searchTime: result.searchTime))
            progress(outcomes.count)
        }
        return RetrievalEvaluation(outcomes)
    }

    /// The time that a share of the searches took at most, apart from encoding; nil where nothing was asked. The share is
    /// above 0 and at most 1: 0.5 for the median.
    public func searchTime(percentile share: Double) -> Duration? {
        let times = outcomes.map(\.searchTime).sorted()
        guard !times.isEmpty else { return nil }
        return times[min(times.count - 1, max(0, Int((share * Double(times.count)).rounded(.up)) - 1))]
    }

    /// The mean of a measure of whose articles were shown, over the questions in which there is something to measure; nil where
    /// there is none.
    public func mean(_ metric: ArticleMetric) -> Double? {
        let values = outcomes.compactMap { metric.value(of: $0.items) }
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// What was found as a run of chunks, questions without facts included.
    public func run(tag: String) -> Run {
        let documents = outcomes.map { outcome in
            (
                outcome.question.id,
                outcome.hits.map { Run.Document(id: $0.passage.chunk.id.rawValue, score: Double($0.score)) }
            )
        }
        return Run(tag: tag, Dictionary(documents) { first, _ in first })
    }
}
