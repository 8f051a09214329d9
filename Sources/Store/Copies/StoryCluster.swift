public import Corpus
public import Foundation

/// Names a cluster of copies by its original: the same as long as the original is.
public struct StoryID: ContentIdentifier {
    public static let kind = "sty"
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public init(original: ArticleID) { self.init(hashing: [original.rawValue]) }
}

/// Articles that carry one text: one voice, however many outlets printed it.
///
/// Two articles belong together when they are copies by ``Corpus/TextOverlap``, or are tied by others that are. Which of them is
/// shown as the original is decided so: an article that credits another carrier's outlet (``Corpus/CreditLines``) is not the
/// original; of the others the one published first is, undated ones coming last, and by id where two are equal. A credit can thus
/// only take the article itself out of the running: nobody can name somebody else's text a copy.
public struct StoryCluster: Sendable, Hashable, Codable {
    public let id: StoryID
    public let original: Carrier
    /// All of them, two at least: the original first, then by time of publication.
    public let carriers: [Carrier]

    /// An article of the cluster, in the version that the search's moment admits.
    public struct Carrier: Sendable, Hashable, Codable {
        public let id: ArticleID
        public let version: VersionID
        public let source: String
        public let title: String
        public let url: String?
        public let publishedAt: Date?

        public init(
            id: ArticleID, version: VersionID, source: String, title: String, url: String?, publishedAt: Date?
        ) {
            self.id = id
            self.version = version
            self.source = source
            self.title = title
            self.url = url
            self.publishedAt = publishedAt
        }
    }

    /// An article that may be the original.
    public struct Candidate: Sendable, Hashable {
        public let carrier: Carrier
        public let credits: CreditLines
        /// Every name of its outlet: its own, its aliases, its domain.
        public let outletNames: Set<String>

        public init(carrier: Carrier, credits: CreditLines, outletNames: Set<String>) {
            self.carrier = carrier
            self.credits = credits
            self.outletNames = outletNames
        }
    }

    /// The cluster of some articles, whatever their order; nil for fewer than two: a story that one article tells is none.
    public init?(_ candidates: [Candidate]) {
        guard candidates.count > 1 else { return nil }
        let ordered = candidates.sorted { Self.order($0.carrier, $1.carrier) }
        // Outlets, not articles: a thousand copies may be of a dozen.
        let outlets = ordered.reduce(into: Set<String>()) { $0.formUnion($1.outletNames) }
        let original = ordered.first { !$0.credits.names(anyOf: outlets.subtracting($0.outletNames)) } ?? ordered[0]
        id = StoryID(original: original.carrier.id)
        self.original = original.carrier
        carriers = [original.carrier] + ordered.filter { $0.carrier.id != original.carrier.id }.map(\.carrier)
    }

    private static func order(_ one: Carrier, _ other: Carrier) -> Bool {
        let (first, second) = (one.publishedAt ?? .distantFuture, other.publishedAt ?? .distantFuture)
        return first == second ? one.id.rawValue < other.id.rawValue : first < second
    }
}
