import Corpus
public import Foundation
public import Retrieval
import Store

/// One item of a ranking with the reasons for its place, as a report shows it.
public struct ExplainedHit: Sendable, Hashable, Codable {
    public let id: String
    public let score: Double
    /// The judges' grade, or how many of the question's facts it has; nil where nobody judged it.
    public let relevance: Int?
    public let source: String?
    public let title: String?
    public let publishedAt: Date?
    /// The beginning of the text.
    public let excerpt: String?
    /// Empty where the system does not explain itself.
    public let signals: [Signal]

    public init(
        id: String, score: Double, relevance: Int? = nil, source: String? = nil, title: String? = nil,
        publishedAt: Date? = nil, excerpt: String? = nil, signals: [Signal] = []
    ) {
        self.id = id
        self.score = score
        self.relevance = relevance
        self.source = source
        self.title = title
        self.publishedAt = publishedAt
        self.excerpt = excerpt
        self.signals = signals
    }

    /// What our own search found for a question with `facts`.
    public init(_ hit: Hit, facts: [String]) {
        let (article, text) = (hit.passage.article, hit.passage.chunk.text)
        let found = Set(facts).count { (EvidenceScore(facts: [$0], chunks: [text])?.hitsAt10 ?? 0) > 0 }
        self.init(
            id: hit.passage.chunk.id.rawValue, score: Double(hit.score), relevance: facts.isEmpty ? nil : found,
            source: article.source.isEmpty ? nil : article.source, title: article.title,
            publishedAt: article.publishedAt, excerpt: String(text.prefix(Self.excerptLength)), signals: hit.signals)
    }

    /// The signals that moved it, those that moved it most first; what rounds to nothing in three digits is left out.
    public var reasons: [Signal] {
        signals.filter { abs($0.contribution) >= 0.0005 }.sorted { abs($0.contribution) > abs($1.contribution) }
    }

    private static let excerptLength = 240
}
