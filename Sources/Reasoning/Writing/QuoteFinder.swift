import Corpus

/// Finds the place in a cited passage that a written sentence rests on: a model cites whole passages, a reader wants the sentences.
struct QuoteFinder: Sendable {
    let pool: SentencePool
    /// Sentences that one citation may span.
    static let span = 3
    /// How much of an uncited sentence, its figures counted twice, a place must have to be taken for what it rests on.
    static let uncitedShare = 0.5

    /// The consecutive sentences of a passage, three at most, that have the most of the sentence's words; figures count twice. Nil for a
    /// passage that the evidence does not have.
    func quote(for text: String, in passage: Int) -> Quote? { place(of: Self.wanted(text), in: passage)?.quote }

    /// The place in any passage that has the most of an uncited sentence's words; the first of equals, which is the best evidence. Nil
    /// where none has half of them. Whether it supports the sentence is for the gates to say.
    func quoteAnywhere(for text: String) -> Quote? {
        let wanted = Self.wanted(text)
        let whole = wanted.reduce(0.0) { $0 + Self.weight($1) }
        guard wanted.count > 1 else { return nil }
        var best: (quote: Quote, score: Double)?
        for passage in pool.evidence.indices {
            guard let place = place(of: wanted, in: passage), place.score > best?.score ?? 0 else { continue }
            best = place
        }
        guard let best, best.score >= Self.uncitedShare * whole else { return nil }
        return best.quote
    }

    private static func wanted(_ text: String) -> [Word] { Words.words(in: text).filter { !$0.isStopWord } }

    private static func weight(_ word: Word) -> Double { word.isNumeric ? 2 : 1 }

    private func place(of wanted: [Word], in passage: Int) -> (quote: Quote, score: Double)? {
        let sentences = pool.sentences.filter { $0.evidence == passage }
        guard !sentences.isEmpty else { return nil }
        var best: (range: ClosedRange<Int>, score: Double) = (0...0, -1)
        for first in sentences.indices {
            for last in first..<min(first + Self.span, sentences.count) {
                let stems = sentences[first...last].reduce(into: Set<String>()) { $0.formUnion($1.stems) }
                let score = wanted.reduce(0.0) { $0 + (stems.contains($1.stem) ? Self.weight($1) : 0) }
                // A further sentence must bring more than one further word: short quotes are read.
                let net = score - 1.2 * Double(last - first)
                if net > best.score { best = (sentences[first].index...sentences[last].index, net) }
            }
        }
        return (Quote(evidence: passage, sentences: best.range), best.score)
    }
}
