import Synchronization

/// What is believed of every source at one moment. Immutable; asking it costs a few look-ups, whatever it holds.
public struct CredibilityBook: Sendable {
    /// The number of the last change that is in it: equal numbers and moments have equal beliefs.
    public let revision: Int64

    /// The outlets of the corpus, by what is known of them.
    public var sources: [Source] { directory.sources }

    /// Articles of which a later version corrected an earlier one, by the log: what somebody took back is not among them.
    public let corrected: Set<ArticleID>

    private let directory: SourceDirectory
    private let names: Set<String>
    /// Of outlets, of names, and of registrable domains that something was observed of.
    private let beliefs: [SourceDirectory.Identity: Belief]
    /// Of hosts that are rated themselves, before outcomes.
    private let priors: [String: Belief]
    private let tallies: [SourceDirectory.Identity: OutcomeTally]
    private let recent = RecentFindings()

    /// Knows nothing: every belief is neutral.
    public static let empty = CredibilityLedger(revision: 0, sources: [], entries: [], tables: [:]).book(asOf: nil)

    init(_ evidence: CredibilityEvidence, revision: Int64) {
        self.revision = revision
        directory = evidence.directory
        names = evidence.names
        tallies = evidence.tallies
        corrected = evidence.corrected
        var beliefs: [SourceDirectory.Identity: Belief] = [:]
        let named = evidence.directory.sources.indices.map(SourceDirectory.Identity.source) + names.map { .name($0) }
        for identity in named {
            let (prior, tally) = (evidence.prior(of: identity), evidence.tallies[identity])
            if prior != nil || tally != nil { beliefs[identity] = Self.belief(prior, tally) }
        }
        self.beliefs = beliefs
        var rated = Set<String>()
        for table in evidence.tables {
            for case .domain(let domain) in table.ratings.keys { rated.insert(domain) }
        }
        for case .domain(let domain) in evidence.decisions.keys { rated.insert(domain) }
        priors = Dictionary(
            rated.compactMap { domain in evidence.prior(of: .domain(domain)).map { (domain, $0) } }
        ) { first, _ in first }
    }

    private static func belief(_ prior: Belief?, _ tally: OutcomeTally?) -> Belief {
        let prior = prior ?? .neutral
        return tally?.moving(prior) ?? prior
    }

    /// What is believed of an article's source, by the name that the article gives and the address that it has.
    public func belief(source: String, url: String?) -> Belief { finding(source: source, url: url).belief }

    /// The same with what it rests on.
    ///
    /// A name is easily borrowed. Where the address lies outside of all domains of the named outlet, the less favourable of the two
    /// counts: of the outlet, and of whoever owns the address, who is neutral where nothing is known.
    public func finding(source: String, url: String?) -> CredibilityFinding {
        let article = RecentFindings.Article(source: source, url: url)
        if let known = recent[article] { return known }
        let finding = workedOut(source: source, url: url)
        recent.keep(finding, for: article)
        return finding
    }

    private func workedOut(source: String, url: String?) -> CredibilityFinding {
        let who = CredibilityEvidence.responsible(source: source, url: url, directory: directory, names: names)
        let owned = who.host.flatMap(known)
        guard let claimed = who.claimed, let belief = who.claimedHost.flatMap(known) ?? beliefs[claimed] else {
            guard let owned, let owner = who.owner else { return CredibilityFinding(belief: .neutral, basis: .unknown) }
            return CredibilityFinding(belief: owned, basis: .source(directory.title(of: owner)))
        }
        let title = directory.title(of: claimed)
        guard who.isElsewhere, let other = owned ?? (who.isUnconfirmed ? .neutral : nil), other.mean < belief.mean
        else {
            return CredibilityFinding(belief: belief, basis: .source(title))
        }
        return CredibilityFinding(belief: other, basis: .unconfirmed(title))
    }

    /// Nil where nothing is known.
    private func known(_ host: HostName) -> Belief? {
        let owner = directory.identity(of: host)
        if case .source = owner { return beliefs[owner] }
        let prior = directory.suffixes.chain(of: host).lazy.compactMap { priors[$0] }.first
        let tally = tallies[owner]
        return prior == nil && tally == nil ? nil : Self.belief(prior, tally)
    }
}

/// A belief in the source of one article, with what it rests on.
public struct CredibilityFinding: Sendable, Hashable {
    /// Why it is as it is.
    public enum Basis: Sendable, Hashable {
        /// Nothing is known of the source.
        case unknown
        /// What is known of the outlet, domain or name that is called so.
        case source(String)
        /// The article names this source, but its address is not one of it, and less is known in its favour.
        case unconfirmed(String)
    }

    public let belief: Belief
    public let basis: Basis
}

/// What a book found of articles that it was asked about lately: most of that is taking addresses apart.
private final class RecentFindings: Sendable {
    struct Article: Hashable {
        let source: String
        let url: String?
    }

    private let findings = Mutex(RecentValues<Article, CredibilityFinding>(capacity: 1024))

    subscript(article: Article) -> CredibilityFinding? { findings.withLock { $0[article] } }

    func keep(_ finding: CredibilityFinding, for article: Article) {
        findings.withLock { $0.keep(finding, for: article) }
    }
}
