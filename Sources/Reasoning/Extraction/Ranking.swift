/// The quotable sentences of a pool for one question, best first.
struct Ranking: Sendable {
    let quotations: [Quotation]
    let scorer: SentenceScorer

    /// How close in meaning the closest sentence is to the question.
    var closeness: Float { quotations.map(\.score.meaning).max() ?? 0 }

    init(pool: SentencePool, part: WritingTask.Part, found: FoundWords, asksForNow: Bool) {
        let scorer = SentenceScorer(pool: pool, question: part, found: found, asksForNow: asksForNow)
        let quotations = pool.sentences.filter { !$0.isDebris }.map { Quotation($0, in: pool, by: scorer) }
        let totals = quotations.map(\.score.total)
        // Equal scores keep the order of the evidence, so that the same input gives the same answer.
        self.quotations = totals.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }.map { quotations[$0] }
        self.scorer = scorer
    }

    private init(quotations: [Quotation], scorer: SentenceScorer) {
        self.quotations = quotations
        self.scorer = scorer
    }

    /// Only what has one of the words `stems`; where nothing has, what stands under a title that does.
    func naming(_ stems: Set<String>, in pool: SentencePool) -> Ranking {
        let own = quotations.filter { !stems.isDisjoint(with: $0.stems) }
        let entitled = quotations.filter { !stems.isDisjoint(with: pool.titleStems[$0.sentence.evidence]) }
        return Ranking(quotations: own.isEmpty ? entitled : own, scorer: scorer)
    }

    /// Whether a sentence has what is asked for and at least such a share of the question's words.
    func answers(_ share: Float) -> Bool {
        quotations.contains { $0.score.expected == 1 && $0.score.ownCoverage >= share }
    }
}
