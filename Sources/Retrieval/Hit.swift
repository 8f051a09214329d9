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
    /// Who else carries the article's text; nil where nobody does.
    public let story: StoryCluster?

    public init(rank: Int, passage: StoredPassage, signals: [Signal], story: StoryCluster? = nil) {
        self.rank = rank
        self.passage = passage
        self.signals = signals
        self.story = story
        score = signals.reduce(0) { $0 + $1.contribution }
    }

    /// The same hit at another place.
    public func ranked(_ rank: Int) -> Hit {
        Hit(rank: rank, passage: passage, signals: signals, story: story)
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
    /// How long the search took apart from encoding the question.
    public let searchTime: Duration

    public init(
        hits: [Hit], candidates: Int, plan: SearchPlan, questionVector: [Float], searchTime: Duration = .zero
    ) {
        self.hits = hits
        self.candidates = candidates
        self.plan = plan
        self.questionVector = questionVector
        self.searchTime = searchTime
    }
}

extension SearchResult {
    /// Of a search that nothing can match.
    static func nothing(for plan: SearchPlan) -> SearchResult {
        SearchResult(hits: [], candidates: 0, plan: plan, questionVector: [])
    }
}
