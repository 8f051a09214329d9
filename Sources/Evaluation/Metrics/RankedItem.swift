public import Corpus
public import Foundation
public import Retrieval
import Store

/// What is known of the article behind one item of a ranking. What is not known is nil.
public struct RankedItem: Sendable, Hashable {
    /// The story that it tells: near-duplicates share it. Nil where it has no copies.
    public var cluster: String?
    /// Who is responsible for it: an owner where known, else the outlet.
    public var publisher: String?
    /// How far its source can be trusted, in [0, 1].
    public var credibility: Double?
    public var publishedAt: Date?
    /// Whether what it says of the question's matter stood at the question's moment: true; was outdated, or not yet known:
    /// false. Nil where it is on another matter, or nobody judged it.
    public var isCurrent: Bool?

    public init(
        cluster: String? = nil, publisher: String? = nil, credibility: Double? = nil, publishedAt: Date? = nil,
        isCurrent: Bool? = nil
    ) {
        self.cluster = cluster
        self.publisher = publisher
        self.credibility = credibility
        self.publishedAt = publishedAt
        self.isCurrent = isCurrent
    }

    /// What a hit says of its article. Of a copied text, the publisher is the original's.
    public init(_ hit: Hit, publishers: PublisherDirectory) {
        let article = hit.passage.article
        let publisher =
            hit.story.map { publishers.publisher(of: $0) }
            ?? publishers.publisher(outlet: article.source, url: article.url)
        self.init(
            cluster: hit.story?.id.rawValue, publisher: publisher?.name.lowercased(), credibility: hit.belief.mean,
            publishedAt: article.publishedAt)
    }
}
