import Corpus
import Store

/// Puts candidates in the order in which they are shown: one after the other, each by its relevance, by what is believed of
/// its source, by what it adds to those before it, and by whether its article was quoted already.
///
/// What a passage adds, and its article's freshness, only lose by what was chosen before, so scores never rise from one
/// hit to the next. Costs O(limit × candidates × clauses).
struct Ordering: Sendable {
    /// What a clause that nobody answered yet is worth.
    static let coverageWeight: Float = 0.25
    /// What each earlier passage of the same article costs.
    static let repetitionWeight: Float = -0.025

    private let set: CandidateSet
    /// Of each candidate: the signals of the catalogue and those of credibility.
    private let signals: [[Signal]]
    private let scores: [Float]
    private let standings: [SourceStanding]
    private let effects: [CredibilityRule.Effect]
    private let clusters: [ArticleID: StoryCluster]

    /// - Parameters:
    ///   - signals: of each candidate, as the catalogue explains them.
    ///   - standings: of the source of each candidate.
    ///   - clusters: of those articles that carry a text which others carry too.
    init(
        _ set: CandidateSet, signals: [[Signal]], standings: [SourceStanding], clusters: [ArticleID: StoryCluster]
    ) {
        self.set = set
        self.standings = standings
        self.clusters = clusters
        let relevance = signals.map { $0.reduce(0) { $0 + $1.contribution } }
        effects = CredibilityRule.effects(
            relevance: relevance, vectors: set.candidates.map(\.vector), standings: standings)
        self.signals = zip(signals, zip(effects, relevance)).map { signals, credibility in
            let (effect, relevance) = credibility
            return signals + [
                Signal(name: "credibility", value: effect.reputation, weight: CredibilityRule.tilt),
                Signal(name: "unreliable", value: -effect.fall, weight: CredibilityRule.maximumFall * relevance),
                Signal(name: "unproven", value: -effect.doubt, weight: CredibilityRule.unprovenFall * relevance),
            ]
        }
        scores = self.signals.map { $0.reduce(0) { $0 + $1.contribution } }
    }

    /// The best `limit` hits; ties by chunk id, which is the same on every machine.
    func hits(limit: Int) -> [Hit] {
        let silent = Voices.silent(set, relevance: scores, effects: effects, clusters: clusters)
        var rest = set.candidates.indices.filter { !silent.contains(set.candidates[$0].article.id) }
            .sorted { set.candidates[$0].chunk.id.rawValue < set.candidates[$1].chunk.id.rawValue }
        var coverage = ClauseCoverage(matches: set.words.clauses)
        var quoted: [ArticleID: Int] = [:]
        var hits: [Hit] = []
        while hits.count < limit, !rest.isEmpty {
            let totals = rest.map { index in
                additions(index, coverage, quoted).reduce(scores[index]) { $0 + $1.contribution }
            }
            let place = totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
            let index = rest.remove(at: place)
            let passage = set.candidates[index]
            hits.append(
                Hit(
                    rank: hits.count + 1, passage: passage,
                    signals: signals[index] + additions(index, coverage, quoted), belief: standings[index].belief,
                    story: clusters[passage.article.id]))
            coverage.take(index)
            quoted[passage.article.id, default: 0] += 1
        }
        return hits
    }

    /// The signals that depend on what was chosen before. An unreliable or unproven passage adds as much less as it fell.
    private func additions(_ index: Int, _ coverage: ClauseCoverage, _ quoted: [ArticleID: Int]) -> [Signal] {
        return [
            Signal(name: "coverage", value: coverage.gain(index) * effects[index].kept, weight: Self.coverageWeight),
            Signal(
                name: "repetition", value: Float(quoted[set.candidates[index].article.id, default: 0]),
                weight: Self.repetitionWeight),
        ]
    }
}
