import Corpus
import Foundation
import Retrieval
import Store

/// How well a sentence answers a question, by features that each lie in [0, 1].
struct SentenceScore: Sendable {
    /// Cosine of the sentence's and the question's vectors, negative as 0.
    var meaning: Float = 0
    /// Share of the question's terms, by weight, that the sentence has; what stands only in the title or in the
    /// sentence before counts in part.
    var coverage: Float = 0
    /// The same, of the sentence's own words alone.
    var ownCoverage: Float = 0
    /// Whether it has what the question expects: a number of the right thing, a date, a name.
    var expected: Float = 0
    /// Its passage's score as a share of the best one's.
    var passage: Float = 0
    /// What the sentence before has of the question's terms, by its own words.
    var precedingCoverage: Float = 0
    /// Later publication, by rank among the evidence: the newest figure is the one that holds.
    var freshness: Float = 0
    /// ``freshness`` where the question asks how things stand, else 0.
    var currency: Float = 0
    /// How well its article's date fits the month or year that the question names.
    var dateFit: Float = 0
    /// Points to a sentence before it.
    var leansBackward: Float = 0
    /// Broken quotation marks, or a pronoun whose noun the passage does not show.
    var unclear: Float = 0

    /// The share that the credibility of its source leaves of it; see ``Hit/credit``.
    var credit: Float = 1

    /// The weights are those of a logistic regression of "is evidence" over the sentences found for the sample corpus's
    /// questions, cross-validated and rounded (see the decision record "Extractive answers"), but for those of what is expected
    /// and of currency, which all sets of questions agree on (see "Wordings and kinds of answers").
    var total: Float {
        credit
            * (0.28 * meaning + 0.30 * ownCoverage + 0.17 * coverage + 0.16 * expected + 0.14 * passage
                + 0.10 * precedingCoverage + 0.03 * freshness + 0.10 * currency + 0.08 * dateFit
                - 0.08 * leansBackward - 0.10 * unclear)
    }

    /// How near the sentence is to the question, by meaning and by words in equal parts.
    var closeness: Float { (meaning + ownCoverage) / 2 }
}

/// Scores the sentences of a pool for one question.
struct SentenceScorer: Sendable {
    private let pool: SentencePool
    private let vector: [Float]
    let form: AnswerForm
    private let weights: TermWeights
    private let freshness: [Float]
    private let dateFits: [Float]
    /// Names of months in the question, where it says of which year.
    private let months: Set<String>
    private let bestPassage: Float
    private let found: FoundWords
    private let asksForNow: Bool

    /// - Parameter asksForNow: the question asks how things stand, so that what is newer answers better.
    init(pool: SentencePool, question: WritingTask.Part, found: FoundWords, asksForNow: Bool) {
        self.pool = pool
        self.found = found
        self.asksForNow = asksForNow
        vector = question.vector
        let words = Words.words(in: question.question)
        form = AnswerForm(question: words, found: found)
        weights = TermWeights(question: question.question, found: found)
        freshness = Self.freshness(of: pool.evidence)
        let mentions = DateMention.mentions(in: words)
        months =
            mentions.contains { !$0.months.isEmpty } ? DateMention.monthNames.intersection(words.map(\.folded)) : []
        dateFits = pool.evidence.map { hit in
            guard let date = hit.passage.article.publishedAt else { return 0 }
            return mentions.map { $0.fit(date) }.max() ?? 0
        }
        bestPassage = max(pool.evidence.map(\.score).max() ?? 0, .leastNormalMagnitude)
    }

    func score(_ sentence: Sentence) -> SentenceScore {
        let hit = pool.evidence[sentence.evidence]
        var score = SentenceScore()
        let vectors = hit.passage.sentenceVectors
        if sentence.index < vectors.count {
            score.meaning = max(0, vectors[sentence.index].dot(vector))
        } else {
            score.meaning = hit.signals.first { $0.name == "similarity" }?.value ?? 0
        }
        let predecessor = pool.predecessor(of: sentence)
        let place = pool.place(of: sentence)
        let own = found.sentences[place]
        let before = predecessor.map { _ in found.sentences[place - 1] }
        let title = found.titles[sentence.evidence]
        score.ownCoverage = weights.coverage(own.share)
        score.coverage = weights.coverage { term in
            max(own.share(of: term), 0.7 * title.share(of: term), before.map { 0.5 * $0.share(of: term) } ?? 0)
        }
        score.precedingCoverage = before.map { weights.coverage($0.share) } ?? 0
        score.leansBackward = sentence.leansBackward ? 1 : 0
        score.expected = form.share(in: sentence)
        score.passage = max(0, hit.score / bestPassage)
        score.credit = hit.credit
        score.freshness = freshness[sentence.evidence]
        score.currency = asksForNow ? score.freshness : 0
        score.dateFit = dateFits[sentence.evidence]
        let dangles = sentence.leansBackward && predecessor.map { $0.isDebris } ?? true
        score.unclear = Readability.hasBrokenQuotes(sentence.text) || dangles ? 1 : 0
        return score
    }

    /// Whether a quotation has the figure or date that is asked for, as far as its form shows.
    func answersFigure(_ quotation: Quotation) -> Bool {
        if !months.isEmpty, quotation.score.dateFit == 0,
            !quotation.sentence.words.contains(where: { months.contains($0.folded) })
        {
            return false
        }
        return form.hasUnit ? quotation.score.expected == 1 : quotation.score.expected > 0
    }

    /// Terms of the question that nothing in the pool mentions, weightiest first.
    var missingTerms: [String] { weights.missing }

    private static func freshness(of evidence: [Hit]) -> [Float] {
        let dates = Set(evidence.compactMap(\.passage.article.publishedAt)).sorted()
        guard dates.count > 1 else { return evidence.map { _ in 0.5 } }
        let ranks = Dictionary(
            uniqueKeysWithValues: dates.enumerated().map { ($1, Float($0) / Float(dates.count - 1)) })
        return evidence.map { hit in hit.passage.article.publishedAt.flatMap { ranks[$0] } ?? 0 }
    }
}
