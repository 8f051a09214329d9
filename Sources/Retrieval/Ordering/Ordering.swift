import Corpus
import Store

/// Puts candidates in the order in which they are shown: one after the other, each by its relevance, by what is believed of
/// its source, by what it adds to those before it, by whether its article was quoted already, and by whether a newcomer says
/// again in it what stands above.
///
/// What a passage adds, and its freshness, only lose by what was chosen before, so scores never rise from one hit to the
/// next. Costs O(limit × candidates × clauses), and what ``Retellings`` cost.
struct Ordering: Sendable {
    /// What a clause that nobody answered yet is worth.
    static let coverageWeight: Float = 0.25
    /// What each earlier passage of the same article costs. Of an outlet that the question names it costs more: there every passage
    /// has the name's reward, which would fill the page with one article.
    static let (repetitionWeight, namedRepetitionWeight): (Float, Float) = (-0.0075, -0.025)

    private let set: CandidateSet
    private let table: SignalTable
    /// Of each candidate: what the signals of the catalogue add up to.
    private let relevance: [Float]
    /// The same with the signals of credibility.
    private let scores: [Float]
    private let standings: [SourceStanding]
    private let effects: [CredibilityRule.Effect]
    private let clusters: [ArticleID: StoryCluster]

    /// - Parameters:
    ///   - table: what the signals of the catalogue say of the candidates.
    ///   - standings: of the source of each candidate.
    ///   - clusters: of those articles that carry a text which others carry too.
    init(
        _ set: CandidateSet, _ table: SignalTable, standings: [SourceStanding],
        clusters: [ArticleID: StoryCluster]
    ) {
        self.set = set
        self.standings = standings
        self.clusters = clusters
        self.table = table
        let relevance = set.candidates.indices.map(table.sum)
        let effects = CredibilityRule.effects(
            relevance: relevance, vectors: set.candidates.map(\.vector), standings: standings)
        self.relevance = relevance
        self.effects = effects
        scores = zip(relevance, effects).map { relevance, effect in
            relevance * effect.kept + effect.reputation * CredibilityRule.tilt
        }
    }

    /// The signals that depend on what is believed of the source.
    private static func credibility(_ effect: CredibilityRule.Effect, _ relevance: Float) -> [Signal] {
        [
            Signal(name: "credibility", value: effect.reputation, weight: CredibilityRule.tilt),
            Signal(name: "unreliable", value: -effect.fall, weight: CredibilityRule.maximumFall * relevance),
            Signal(name: "unproven", value: -effect.doubt, weight: CredibilityRule.unprovenFall * relevance),
        ]
    }

    /// The best `limit` hits; ties by chunk id, which is the same on every machine.
    func hits(limit: Int) -> [Hit] {
        let silent = Voices.silent(set, relevance: scores, effects: effects, clusters: clusters)
        var rest = set.candidates.indices.filter { !silent.contains(set.candidates[$0].article.id) }
            .sorted { set.candidates[$0].chunk.id.rawValue < set.candidates[$1].chunk.id.rawValue }
        var coverage = ClauseCoverage(matches: set.words.clauses)
        var quoted: [ArticleID: Int] = [:]
        var retold = Retellings(set, table, standings: standings)
        var hits: [Hit] = []
        while hits.count < limit, !rest.isEmpty {
            let totals = rest.map {
                scores[$0] + gain($0, coverage) * Self.coverageWeight
                    + repetitions($0, quoted) * repetitionWeight($0) - retold.share($0) * retellingWeight($0)
            }
            let place = totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
            let index = rest.remove(at: place)
            let passage = set.candidates[index]
            hits.append(
                Hit(
                    rank: hits.count + 1, passage: passage,
                    signals: signals(index, coverage, quoted, retold), belief: standings[index].belief,
                    story: clusters[passage.article.id]))
            coverage.take(index)
            retold.take(index)
            quoted[passage.article.id, default: 0] += 1
        }
        return hits
    }

    /// All signals of a candidate that is chosen, those that depend on what was chosen before among them.
    private func signals(
        _ index: Int, _ coverage: ClauseCoverage, _ quoted: [ArticleID: Int], _ retold: Retellings
    ) -> [Signal] {
        table.signals(index) + Self.credibility(effects[index], relevance[index]) + [
            Signal(name: "coverage", value: gain(index, coverage), weight: Self.coverageWeight),
            Signal(name: "repetition", value: repetitions(index, quoted), weight: repetitionWeight(index)),
            Signal(name: "retelling", value: -retold.share(index), weight: retellingWeight(index)),
        ]
    }

    /// What a candidate loses that tells a claim again: a share of the relevance that credibility left it.
    private func retellingWeight(_ index: Int) -> Float {
        Retellings.fall * max(0, relevance[index] * effects[index].kept)
    }

    /// What a candidate adds. An unreliable or unproven passage adds as much less as it fell.
    private func gain(_ index: Int, _ coverage: ClauseCoverage) -> Float {
        coverage.gain(index) * effects[index].kept
    }

    private func repetitionWeight(_ index: Int) -> Float {
        standings[index].isNamed ? Self.namedRepetitionWeight : Self.repetitionWeight
    }

    /// How many passages of the candidate's article were chosen before.
    private func repetitions(_ index: Int, _ quoted: [ArticleID: Int]) -> Float {
        Float(quoted[set.candidates[index].article.id, default: 0])
    }
}
