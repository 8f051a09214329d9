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

        public init(question: EvidenceQuestion, hits: [Hit]) {
            self.question = question
            self.hits = hits
            score = EvidenceScore(facts: question.facts, chunks: hits.map(\.passage.chunk.text))
        }
    }

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
        var outcomes: [Outcome] = []
        for question in questions {
            let request = SearchRequest(
                question: question.question, corpus: corpus, filter: SearchFilter(asOf: question.asOf), limit: limit)
            outcomes.append(Outcome(question: question, hits: try await searcher.search(request).hits))
            progress(outcomes.count)
        }
        return RetrievalEvaluation(outcomes)
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
