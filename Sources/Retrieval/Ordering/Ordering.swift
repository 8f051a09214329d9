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
    private let table: SignalTable
    /// Of each candidate: what the signals of the catalogue add up to.
    private let relevance: [Float]
    /// The same with the signals of credibility.
    private let scores: [Float]
    private let effects: [CredibilityRule.Effect]
    private let clusters: [ArticleID: StoryCluster]

    /// - Parameters:
    ///   - table: what the signals of the catalogue say of the candidates.
    ///   - clusters: of those articles that carry a text which others carry too.
    init(
        _ set: CandidateSet, _ table: SignalTable, beliefs: CredibilityBook, clusters: [ArticleID: StoryCluster]
    ) {
        self.set = set
        self.clusters = clusters
        self.table = table
        let relevance = set.candidates.indices.map(table.sum)
        let effects = CredibilityRule.effects(
            relevance: relevance, vectors: set.candidates.map(\.vector),
            beliefs: Self.beliefs(in: set.candidates, beliefs),
            exempt: set.candidates.map { set.plan.outlets.contains($0.article.source.lowercased()) })
        self.relevance = relevance
        self.effects = effects
        scores = zip(relevance, effects).map { relevance, effect in
            relevance + effect.reputation * CredibilityRule.tilt
                - effect.fall * (CredibilityRule.maximumFall * relevance)
        }
    }

    /// The signals that depend on what is believed of the source.
    private static func credibility(_ effect: CredibilityRule.Effect, _ relevance: Float) -> [Signal] {
        [
            Signal(name: "credibility", value: effect.reputation, weight: CredibilityRule.tilt),
            Signal(name: "unreliable", value: -effect.fall, weight: CredibilityRule.maximumFall * relevance),
        ]
    }

    /// Asked once for each article: an address is taken apart to know whose it is.
    private static func beliefs(in candidates: [StoredPassage], _ book: CredibilityBook) -> [Belief] {
        var known: [VersionID: Belief] = [:]
        return candidates.map { passage in
            let article = passage.article
            if let belief = known[article.version] { return belief }
            let belief = book.belief(source: article.source, url: article.url)
            known[article.version] = belief
            return belief
        }
    }

    /// The best `limit` hits; ties by chunk id, which is the same on every machine.
    func hits(limit: Int) -> [Hit] {
        let silent = Voices.silent(set, relevance: scores, clusters: clusters)
        var rest = set.candidates.indices.filter { !silent.contains(set.candidates[$0].article.id) }
            .sorted { set.candidates[$0].chunk.id.rawValue < set.candidates[$1].chunk.id.rawValue }
        var coverage = ClauseCoverage(matches: set.words.clauses)
        var quoted: [ArticleID: Int] = [:]
        var hits: [Hit] = []
        while hits.count < limit, !rest.isEmpty {
            let totals = rest.map {
                scores[$0] + gain($0, coverage) * Self.coverageWeight
                    + repetitions($0, quoted) * Self.repetitionWeight
            }
            let place = totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
            let index = rest.remove(at: place)
            let passage = set.candidates[index]
            hits.append(
                Hit(
                    rank: hits.count + 1, passage: passage,
                    signals: signals(index, coverage, quoted), story: clusters[passage.article.id]))
            coverage.take(index)
            quoted[passage.article.id, default: 0] += 1
        }
        return hits
    }

    /// All signals of a candidate that is chosen, those that depend on what was chosen before among them.
    private func signals(_ index: Int, _ coverage: ClauseCoverage, _ quoted: [ArticleID: Int]) -> [Signal] {
        table.signals(index) + Self.credibility(effects[index], relevance[index]) + [
            Signal(name: "coverage", value: gain(index, coverage), weight: Self.coverageWeight),
            Signal(name: "repetition", value: repetitions(index, quoted), weight: Self.repetitionWeight),
        ]
    }

    /// What a candidate adds. An unreliable passage adds as much less as it fell.
    private func gain(_ index: Int, _ coverage: ClauseCoverage) -> Float {
        coverage.gain(index) * (1 - CredibilityRule.maximumFall * effects[index].fall)
    }

    /// How many passages of the candidate's article were chosen before.
    private func repetitions(_ index: Int, _ quoted: [ArticleID: Int]) -> Float {
        Float(quoted[set.candidates[index].article.id, default: 0])
    }
}
