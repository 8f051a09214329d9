/// What can be quoted at once: a sentence, with the one before it where it would not be understood alone.
struct Unit: Sendable {
    let sentence: Sentence
    let lead: Sentence?
    let score: SentenceScore

    var text: String { lead.map { "\($0.text) \(sentence.text)" } ?? sentence.text }
    var stems: Set<String> { sentence.stems.union(lead?.stems ?? []) }
    var numbers: Set<String> { sentence.numbers.union(lead?.numbers ?? []) }

    /// The unit as a writer offers it, resting also on the `echoes` that say the same elsewhere.
    func draft(with echoes: [Sentence]) -> DraftSentence {
        let own = Quote(evidence: sentence.evidence, sentences: (lead ?? sentence).index...sentence.index)
        let others = echoes.map { Quote(evidence: $0.evidence, sentences: $0.index...$0.index) }
        return DraftSentence(text: text, sources: [own] + others)
    }
}

/// The quotable sentences of a pool for one question, best first.
struct Ranking: Sendable {
    let units: [Unit]
    let scorer: SentenceScorer

    /// How close in meaning the closest sentence is to the question.
    var closeness: Float { units.map(\.score.meaning).max() ?? 0 }

    init(pool: SentencePool, part: WritingTask.Part) {
        let scorer = SentenceScorer(pool: pool, question: part)
        units = pool.sentences.filter { !$0.isDebris }.map { sentence in
            let predecessor = pool.predecessor(of: sentence)
            let lead = sentence.leansBackward ? predecessor.flatMap { $0.isDebris ? nil : $0 } : nil
            return Unit(sentence: sentence, lead: lead, score: scorer.score(sentence))
        }.sorted {
            // Equal scores keep the order of the evidence, so that the same input gives the same answer.
            ($1.score.total, $0.sentence.evidence, $0.sentence.index)
                < ($0.score.total, $1.sentence.evidence, $1.sentence.index)
        }
        self.scorer = scorer
    }
}
