/// The quotable sentences of a pool for one question, best first.
struct Ranking: Sendable {
    let quotations: [Quotation]
    let scorer: SentenceScorer

    /// How close in meaning the closest sentence is to the question.
    var closeness: Float { quotations.map(\.score.meaning).max() ?? 0 }

    init(pool: SentencePool, part: WritingTask.Part) {
        let scorer = SentenceScorer(pool: pool, question: part)
        quotations = pool.sentences.filter { !$0.isDebris }.map { sentence in
            let predecessor = pool.predecessor(of: sentence)
            let lead = sentence.leansBackward ? predecessor.flatMap { $0.isDebris ? nil : $0 } : nil
            return Quotation(sentence: sentence, lead: lead, score: scorer.score(sentence))
        }.sorted {
            // Equal scores keep the order of the evidence, so that the same input gives the same answer.
            ($1.score.total, $0.sentence.evidence, $0.sentence.index)
                < ($0.score.total, $1.sentence.evidence, $1.sentence.index)
        }
        self.scorer = scorer
    }
}
