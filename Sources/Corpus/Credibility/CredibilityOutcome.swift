/// What came of a claim of a source, or what a reader said of it: one observation that moves a belief.
public enum CredibilityOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Independent sources reported the same later.
    case corroborated
    /// The source corrected an article: a claim of it was wrong, though the source said so itself.
    case corrected
    /// The source withdrew an article.
    case retracted
    /// A reader found it right.
    case feedbackFor = "feedback-for"
    /// A reader found it wrong.
    case feedbackAgainst = "feedback-against"

    /// Speaks for the source; the others speak against it.
    public var isFavourable: Bool { self == .corroborated || self == .feedbackFor }

    /// What one observation weighs, in claims that were right or wrong, where nothing else is said.
    ///
    /// A retraction is one claim known to be wrong. A correction weighs a quarter of it: outlets that never correct are not the
    /// better ones. A reader's word weighs as little, since readers are many and nobody knows them.
    public var weight: Double {
        switch self {
        case .corroborated: 0.5
        case .retracted: 1
        case .corrected, .feedbackFor, .feedbackAgainst: 0.25
        }
    }

    /// What all observations of its group weigh together at most. Corrections grow with the number of articles, and feedback
    /// with the number of clicks: without an end, the largest outlet or the most eager reader would decide.
    var limit: Double {
        switch self {
        case .corroborated: 20
        case .retracted: 10
        case .corrected: 2
        case .feedbackFor, .feedbackAgainst: 5
        }
    }

    /// Outcomes that share a limit.
    static let groups: [[CredibilityOutcome]] = [
        [.corroborated], [.corrected], [.retracted], [.feedbackFor, .feedbackAgainst],
    ]
}

/// The outcomes of one source, summed up by kind.
///
/// A group of outcomes over its ``CredibilityOutcome/limit`` is scaled down to it as a whole, so that neither the order of
/// outcomes nor what was taken back in between matters.
public struct OutcomeTally: Sendable, Hashable {
    private var weights: [CredibilityOutcome: Double] = [:]

    /// Nothing observed.
    public init() {}

    /// Adds an observation; weights are rounded as ``Belief`` does.
    public mutating func add(_ outcome: CredibilityOutcome, weight: Double) {
        weights[outcome, default: 0] += Belief.stepped(weight)
    }

    /// The summed weights of one kind, before any limit.
    public func weight(of outcome: CredibilityOutcome) -> Double { weights[outcome, default: 0] }

    /// A belief from before the outcomes, moved by them.
    public func moving(_ belief: Belief) -> Belief {
        var (support, doubt) = (0.0, 0.0)
        for group in CredibilityOutcome.groups {
            let total = group.reduce(0) { $0 + weight(of: $1) }
            guard total > 0 else { continue }
            let share = min(1, (group.first?.limit ?? total) / total)
            for outcome in group {
                let weight = weight(of: outcome) * share
                if outcome.isFavourable { support += weight } else { doubt += weight }
            }
        }
        return belief.adding(support: support, doubt: doubt)
    }
}
