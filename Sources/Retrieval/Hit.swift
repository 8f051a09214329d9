public import Corpus
public import Store

/// One reason why a hit stands where it stands.
public struct Signal: Sendable, Hashable, Codable {
    /// A name of the catalogue, for example `similarity`.
    public let name: String
    /// What was measured, in the signal's own unit; most lie in [0, 1].
    public let value: Float
    /// How much one unit of the value counts.
    public let weight: Float
    /// What it adds to the hit's score: `value * weight`.
    public var contribution: Float { value * weight }

    public init(name: String, value: Float, weight: Float) {
        self.name = name
        self.value = value
        self.weight = weight
    }
}

/// A passage found for a question, with the reasons for its place.
public struct Hit: Sendable {
    /// From 1.
    public let rank: Int
    public let passage: StoredPassage
    /// In the order of the catalogue; their contributions add up to ``score``.
    public let signals: [Signal]
    public let score: Float
    /// How far its source is trusted.
    public let belief: Belief
    /// Who else carries the article's text; nil where nobody does.
    public let story: StoryCluster?

    public init(rank: Int, passage: StoredPassage, signals: [Signal], belief: Belief, story: StoryCluster?) {
        self.rank = rank
        self.passage = passage
        self.signals = signals
        self.belief = belief
        self.story = story
        score = signals.reduce(0) { $0 + $1.contribution }
    }

    /// The same at another place.
    public func ranked(_ rank: Int) -> Hit {
        Hit(rank: rank, passage: passage, signals: signals, belief: belief, story: story)
    }
}

/// The hits of one search, best first.
public struct SearchResult: Sendable {
    public let hits: [Hit]
    /// Candidates that were ranked.
    public let candidates: Int
    /// What was looked for.
    public let plan: SearchPlan
    /// The question's vector in the corpus's active space.
    public let questionVector: [Float]
    /// How common the question's words are in the corpus.
    public let statistics: TermStatistics
    /// How long the search took apart from encoding the question.
    public let searchTime: Duration

    public init(
        hits: [Hit], candidates: Int, plan: SearchPlan, questionVector: [Float],
        statistics: TermStatistics = LexicalMatches.nothing.statistics, searchTime: Duration = .zero
    ) {
        self.hits = hits
        self.candidates = candidates
        self.plan = plan
        self.questionVector = questionVector
        self.statistics = statistics
        self.searchTime = searchTime
    }
}

extension SearchResult {
    /// Of a search that nothing can match.
    static func nothing(for plan: SearchPlan) -> SearchResult {
        SearchResult(hits: [], candidates: 0, plan: plan, questionVector: [])
    }
}

extension Hit {
    /// The share of its relevance that ``CredibilityRule`` left the passage: 1 where nothing speaks against its source.
    public var credit: Float {
        signals.reduce(1) { credit, signal in
            switch signal.name {
            case "unreliable": credit + signal.value * CredibilityRule.maximumFall
            case "unproven": credit + signal.value * CredibilityRule.unprovenFall
            default: credit
            }
        }
    }
}
