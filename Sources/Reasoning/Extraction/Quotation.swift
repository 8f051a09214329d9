/// What can be quoted at once: a sentence, with the one before it where it would not be understood alone.
struct Quotation: Sendable {
    let sentence: Sentence
    let lead: Sentence?
    let score: SentenceScore

    /// With the sentence before it where that helps and can be quoted.
    init(_ sentence: Sentence, in pool: SentencePool, by scorer: SentenceScorer) {
        self.sentence = sentence
        let predecessor = sentence.leansBackward ? pool.predecessor(of: sentence) : nil
        lead = predecessor.flatMap { $0.isDebris ? nil : $0 }
        score = scorer.score(sentence)
    }

    var text: String { lead.map { "\($0.text) \(sentence.text)" } ?? sentence.text }
    var stems: Set<String> { sentence.stems.union(lead?.stems ?? []) }
    var numbers: Set<String> { sentence.numbers.union(lead?.numbers ?? []) }

    /// The quotation as a writer offers it, resting also on the `echoes` that say the same elsewhere.
    func draft(with echoes: [Sentence]) -> DraftSentence {
        let own = Quote(evidence: sentence.evidence, sentences: (lead ?? sentence).index...sentence.index)
        let others = echoes.map { Quote(evidence: $0.evidence, sentences: $0.index...$0.index) }
        return DraftSentence(text: text, sources: [own] + others)
    }
}
