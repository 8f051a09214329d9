import Corpus

/// Finds the place in a cited passage that a written sentence rests on: a model cites whole passages, a reader wants the sentences.
struct QuoteFinder: Sendable {
    let pool: SentencePool
    /// Sentences that one citation may span.
    static let span = 3

    /// The consecutive sentences of a passage, three at most, that have the most of the sentence's words; figures count twice. Nil for a
    /// passage that the evidence does not have.
    func quote(for text: String, in passage: Int) -> Quote? {
        let sentences = pool.sentences.filter { $0.evidence == passage }
        guard !sentences.isEmpty else { return nil }
        let wanted = Words.words(in: text).filter { !$0.isStopWord }
        var best: (range: ClosedRange<Int>, score: Double) = (0...0, -1)
        for first in sentences.indices {
            for last in first..<min(first + Self.span, sentences.count) {
                let stems = sentences[first...last].reduce(into: Set<String>()) { $0.formUnion($1.stems) }
                let score = wanted.reduce(0.0) { sum, word in
                    sum + (stems.contains(word.stem) ? (word.isNumeric ? 2 : 1) : 0)
                }
                // A further sentence must bring more than one further word: short quotes are read.
                let net = score - 1.2 * Double(last - first)
                if net > best.score { best = (sentences[first].index...sentences[last].index, net) }
            }
        }
        return Quote(evidence: passage, sentences: best.range)
    }
}
