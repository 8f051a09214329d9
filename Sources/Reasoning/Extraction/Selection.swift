import Corpus
import Retrieval
import Store

/// The units of an answer, chosen one after the other so that none repeats another.
struct Selection: Sendable {
    private(set) var units: [Unit] = []
    private let pool: SentencePool
    private let limit: Int

    /// A further sentence may score this much less than the first one. Chosen on the sample corpus: half of it loses a
    /// quarter of the correct answers, twice of it adds a sentence for none.
    private static let margin: Float = 0.14
    /// What a contested figure's other side gains.
    private static let contestedBonus: Float = 0.06
    /// Words shared by two sentences, as a share of the shorter one's, from which on they say the same.
    private static let sameness = 0.7
    /// Citations of one sentence.
    private static let echoLimit = 2

    init(pool: SentencePool, limit: Int) {
        self.pool = pool
        self.limit = limit
    }

    /// Adds the best unit that says something new, if it is nearly as good as the best of all: that one may stand there
    /// already, for another part of the question.
    mutating func addBest(of ranking: Ranking) {
        guard units.count < limit, let best = ranking.units.first else { return }
        let rivals = ranking.units.prefix { $0.score.total >= best.score.total - Self.margin }
        if let unit = rivals.first(where: { !repeats($0) }) { units.append(unit) }
    }

    /// Adds what is nearly as good as the best and says something more. `showingOtherFigures` prefers sentences of other
    /// articles with other figures: readers of a contested number want both.
    mutating func fill(from ranking: Ranking, showingOtherFigures: Bool) {
        guard let best = ranking.units.first else { return }
        let threshold = best.score.total - Self.margin
        var candidates = ranking.units.prefix { $0.score.total >= threshold - Self.contestedBonus }.map { unit in
            let isOther = showingOtherFigures && unit.score.expected == 1 && isOtherFigure(unit)
            return (unit, unit.score.total + (isOther ? Self.contestedBonus : 0))
        }
        candidates = candidates.filter { $0.1 >= threshold }
        while units.count < limit {
            // Sorting is stable in effect: ties are resolved by the ranking's own order.
            guard let place = candidates.indices.max(by: { (candidates[$0].1, $1) < (candidates[$1].1, $0) }) else {
                return
            }
            let unit = candidates.remove(at: place).0
            if !repeats(unit) { units.append(unit) }
        }
    }

    /// Sentences of other articles that say what `unit` says, nearly word for word: syndicated copies.
    func echoes(of unit: Unit) -> [Sentence] {
        var articles = Set([pool.evidence[unit.sentence.evidence].passage.article.id])
        var echoes: [Sentence] = []
        for other in pool.sentences where echoes.count < Self.echoLimit {
            let article = pool.evidence[other.evidence].passage.article.id
            guard !articles.contains(article), other.numbers == unit.sentence.numbers, !other.isDebris else { continue }
            let shared = other.stems.intersection(unit.sentence.stems).count
            guard Double(shared) >= 0.9 * Double(other.stems.union(unit.sentence.stems).count) else { continue }
            articles.insert(article)
            echoes.append(other)
        }
        return echoes
    }

    private func repeats(_ unit: Unit) -> Bool {
        units.contains { chosen in
            if unit.sentence.evidence == chosen.sentence.evidence,
                unit.sentence.index == chosen.sentence.index || unit.sentence.index == chosen.lead?.index
                    || unit.lead?.index == chosen.sentence.index
            {
                return true
            }
            let shared = unit.stems.intersection(chosen.stems).count
            let smaller = max(1, min(unit.stems.count, chosen.stems.count))
            return Double(shared) >= Self.sameness * Double(smaller) && unit.numbers.isSubset(of: chosen.numbers)
        }
    }

    private func isOtherFigure(_ unit: Unit) -> Bool {
        guard let first = units.first else { return false }
        return pool.evidence[unit.sentence.evidence].passage.article.id
            != pool.evidence[first.sentence.evidence].passage.article.id
            && !unit.sentence.numbers.isSubset(of: first.numbers)
    }
}
