public import Corpus
import Foundation
import Store

/// How the source of one passage stands in one search.
public struct SourceStanding: Sendable, Hashable {
    public let belief: Belief
    /// The question wants to know what this source says, whatever is thought of it.
    public let isNamed: Bool
    /// How much there is to doubt in the passage of a source of which nothing is known, 0 to 1; see ``SourceStandings``.
    public let doubt: Float
    /// The source is new here, and not known to be reliable.
    public let isNewcomer: Bool

    public init(belief: Belief, isNamed: Bool = false, doubt: Float = 0, isNewcomer: Bool = false) {
        self.belief = belief
        self.isNamed = isNamed
        self.doubt = doubt
        self.isNewcomer = isNewcomer
    }
}

/// Tells how the sources of a search's candidates stand.
///
/// A text that was written to be found for one question fits it better than reports do, which were written before anybody asked;
/// and who wants to be believed has it printed several times. Of a source that was there before that is welcome; of
/// one of which nothing is known, and which is new here, it is a reason for doubt. So is a name that the address does not bear
/// out, however the passage fits.
struct SourceStandings {
    /// How long an outlet of which nothing is known is new.
    private static let probation: TimeInterval = 7 * 86_400
    /// The cosine of the question and the closest sentence from which on a passage begins to echo it, and at which it surely does.
    private static let echo: ClosedRange<Float> = 0.6...0.75
    /// A belief that rests on less than about two claims says nothing yet.
    static let knownStrength = 4.0

    /// What holds for all passages of one article.
    struct Source {
        let belief: Belief
        let name: String
        let isNamed: Bool
        /// The article bears a name that is not its address's.
        let isBorrowed: Bool
        /// Nothing is known of it, and it is new here.
        let isStranger: Bool
        var isNewcomer = false
    }

    private let book: CredibilityBook
    private let since: [String: Date]

    init(_ book: CredibilityBook, outlets: [OutletPresence]) {
        self.book = book
        since = Dictionary(outlets.map { ($0.name, $0.knownSince) }) { min($0, $1) }
    }

    /// Of each candidate.
    /// - Parameter table: how close each candidate's closest sentence is to the question is one of its signals.
    func standings(of set: CandidateSet, _ table: SignalTable) -> [SourceStanding] {
        // Asked once for each article: an address is taken apart to know whose it is.
        var known: [VersionID: Source] = [:]
        let sources = set.candidates.map { passage in
            let source = known[passage.article.version] ?? source(of: passage.article, named: set.plan.outlets)
            known[passage.article.version] = source
            return source
        }
        let closeness = table.columns.first { $0.name == BestSentenceSignal.name }?.values
        let burst = Burst(set.candidates, sources: sources)
        return sources.indices.map { index in
            let source = sources[index]
            let echo = Self.echo.share(closeness?[index] ?? 0)
            let doubt: Float = source.isBorrowed ? 1 : source.isStranger ? max(echo, burst.share(index)) : 0
            return SourceStanding(
                belief: source.belief, isNamed: source.isNamed, doubt: doubt, isNewcomer: source.isNewcomer)
        }
    }

    /// Whether an article's outlet was new when the article came, and is not known to be reliable.
    func isNewcomer(_ article: ArticleHead) -> Bool { source(of: article, named: []).isNewcomer }

    /// What is believed of a source; see ``CredibilityBook/belief(source:url:)``.
    func belief(source: String, url: String?) -> Belief { book.belief(source: source, url: url) }

    private func source(of article: ArticleHead, named: Set<String>) -> Source {
        let finding = book.finding(source: article.source, url: article.url)
        var isBorrowed = false
        if case .unconfirmed = finding.basis { isBorrowed = true }
        let name = article.source.lowercased()
        let isNew = since[name].map { article.knownFrom.timeIntervalSince($0) < Self.probation } ?? true
        let isUnknown = finding.belief.strength < Self.knownStrength
        return Source(
            belief: finding.belief, name: name, isNamed: named.contains(name) && !isBorrowed,
            isBorrowed: isUnknown && isBorrowed, isStranger: isUnknown && isNew,
            isNewcomer: isNew && finding.belief.lowerBound() <= 0.5)
    }
}
