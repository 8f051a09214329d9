import Corpus
import Store

/// Puts ranked candidates in the order in which they are shown: one after the other, each by its score, by what it adds
/// to those before it, and by whether its article was quoted already. Costs O(limit × candidates × clauses).
///
/// All three only lose by what was chosen before, so scores never rise from one hit to the next.
struct Ordering: Sendable {
    /// What a clause that nobody answered yet is worth.
    static let coverageWeight: Float = 0.25
    /// What each earlier passage of the same article costs.
    static let repetitionWeight: Float = -0.025

    /// Best first; ties by chunk id, which is the same on every machine.
    static func order(_ set: CandidateSet, signals: [[Signal]], limit: Int) -> [Hit] {
        var coverage = ClauseCoverage(matches: set.words.clauses)
        var quoted: [ArticleID: Float] = [:]
        var rest = set.candidates.indices.sorted {
            set.candidates[$0].chunk.id.rawValue < set.candidates[$1].chunk.id.rawValue
        }
        let scores = signals.map { $0.reduce(0) { $0 + $1.contribution } }
        var hits: [Hit] = []
        while hits.count < limit, !rest.isEmpty {
            let totals = rest.map { index in
                scores[index] + coverageWeight * coverage.gain(index)
                    + repetitionWeight * quoted[set.candidates[index].article.id, default: 0]
            }
            let place = totals.indices.reduce(0) { totals[$1] > totals[$0] ? $1 : $0 }
            let index = rest.remove(at: place)
            let article = set.candidates[index].article.id
            let additions = [
                Signal(name: "coverage", value: coverage.gain(index), weight: coverageWeight),
                Signal(name: "repetition", value: quoted[article, default: 0], weight: repetitionWeight),
            ]
            hits.append(
                Hit(rank: hits.count + 1, passage: set.candidates[index], signals: signals[index] + additions))
            coverage.take(index)
            quoted[article, default: 0] += 1
        }
        return hits
    }
}
