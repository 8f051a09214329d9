import Corpus
import Retrieval
import Store

/// The quotations of an answer, chosen one after the other so that none repeats another.
struct Selection: Sendable {
    private(set) var quotations: [Quotation] = []
    private let pool: SentencePool
    private let limit: Int

    /// A further sentence may score this much less than the first one. Chosen on all sets of questions: with 0.14 some ten answers
    /// fewer are right, and 0.3 adds sentences for hardly any; see the decision record "Wordings and kinds of answers".
    private static let margin: Float = 0.20
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

    /// Adds one that was chosen elsewhere.
    mutating func add(_ quotation: Quotation) {
        if quotations.count < limit, !repeats(quotation) { quotations.append(quotation) }
    }

    /// Adds the best quotation that says something new, if it is nearly as good as the best of all: that one may stand there
    /// already, for another part of the question.
    mutating func addBest(of ranking: Ranking) {
        guard quotations.count < limit, let best = ranking.quotations.first else { return }
        let rivals = ranking.quotations.prefix { $0.score.total >= best.score.total - Self.margin }
        if let quotation = rivals.first(where: { !repeats($0) }) { quotations.append(quotation) }
    }

    /// Adds the best quotations of one passage, at most so many, however far behind the best of all they are: a sentence with the
    /// answer often has none of the question's words, because the sentences around it have them.
    mutating func addBest(_ count: Int, ofPassage evidence: Int, from ranking: Ranking) {
        var added = 0
        for quotation in ranking.quotations where quotation.sentence.evidence == evidence {
            guard added < count, quotations.count < limit else { return }
            guard !repeats(quotation) else { continue }
            quotations.append(quotation)
            added += 1
        }
    }

    /// Adds what is nearly as good as the best and says something more. `showingOtherFigures` prefers sentences of other
    /// articles with other figures: readers of a contested number want both.
    mutating func fill(from ranking: Ranking, showingOtherFigures: Bool) {
        guard let best = ranking.quotations.first else { return }
        let threshold = best.score.total - Self.margin
        var candidates = ranking.quotations.prefix { $0.score.total >= threshold - Self.contestedBonus }.map {
            quotation in
            let isOther = showingOtherFigures && quotation.score.expected == 1 && isOtherFigure(quotation)
            return (quotation, quotation.score.total + (isOther ? Self.contestedBonus : 0))
        }
        candidates = candidates.filter { $0.1 >= threshold }
        while quotations.count < limit {
            // Sorting is stable in effect: ties are resolved by the ranking's own order.
            guard let place = candidates.indices.max(by: { (candidates[$0].1, $1) < (candidates[$1].1, $0) }) else {
                return
            }
            let quotation = candidates.remove(at: place).0
            if !repeats(quotation) { quotations.append(quotation) }
        }
    }

    /// The best quotation that was not chosen yet and says something new, for one that was refused; takes it up.
    mutating func substitute(from rankings: [Ranking]) -> Quotation? {
        guard let whole = rankings.first, let best = whole.quotations.first else { return nil }
        let rivals = whole.quotations.prefix { $0.score.total >= best.score.total - Self.margin }
        guard let quotation = rivals.first(where: { !repeats($0) }) else { return nil }
        quotations.append(quotation)
        return quotation
    }

    /// Sentences of other articles that say what `quotation` says, nearly word for word: syndicated copies.
    func echoes(of quotation: Quotation) -> [Sentence] {
        var articles = Set([pool.evidence[quotation.sentence.evidence].passage.article.id])
        var echoes: [Sentence] = []
        for other in pool.sentences where echoes.count < Self.echoLimit {
            let article = pool.evidence[other.evidence].passage.article.id
            guard !articles.contains(article), other.numbers == quotation.sentence.numbers, !other.isDebris else {
                continue
            }
            let shared = other.stems.intersection(quotation.sentence.stems).count
            guard Double(shared) >= 0.9 * Double(other.stems.union(quotation.sentence.stems).count) else { continue }
            articles.insert(article)
            echoes.append(other)
        }
        return echoes
    }

    private func repeats(_ quotation: Quotation) -> Bool {
        quotations.contains { chosen in
            if quotation.sentence.evidence == chosen.sentence.evidence,
                quotation.sentence.index == chosen.sentence.index || quotation.sentence.index == chosen.lead?.index
                    || quotation.lead?.index == chosen.sentence.index
            {
                return true
            }
            let shared = quotation.stems.intersection(chosen.stems).count
            let smaller = max(1, min(quotation.stems.count, chosen.stems.count))
            return Double(shared) >= Self.sameness * Double(smaller) && quotation.numbers.isSubset(of: chosen.numbers)
        }
    }

    private func isOtherFigure(_ quotation: Quotation) -> Bool {
        guard let first = quotations.first else { return false }
        return pool.evidence[quotation.sentence.evidence].passage.article.id
            != pool.evidence[first.sentence.evidence].passage.article.id
            && !quotation.sentence.numbers.isSubset(of: first.numbers)
    }
}
