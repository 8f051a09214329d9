import Corpus

/// The part of a long quote that a sentence is about.
///
/// A sentence that tells one of a quote's six sentences shares little with the whole: what the others deny is nothing that it denies. So
/// what depends on how near the two are is compared with the sentences that have most of its words.
enum QuoteFocus {
    /// At most so many sentences make a focus.
    private static let longest = 4
    /// What a sentence more has to add, as a share of the sentence's terms.
    private static let price = 0.06

    /// The passage with the part of its quote that has most of a sentence's words; nil where the quote is one sentence, or all of it
    /// is needed. Linear in the words of the quote.
    static func focus(of sentence: String, in passage: CitedPassage) -> CitedPassage? {
        let spans = SentenceSplitter().sentences(of: passage.quote).map(\.bytes)
        guard spans.count > 1 else { return nil }
        let utf8 = Array(passage.quote.utf8)
        let weights = weights(of: sentence, in: passage.context)
        let (terms, total) = (Set(weights.keys), weights.values.reduce(0, +))
        guard !terms.isEmpty else { return nil }
        let stems = spans.map { span in
            Set(Words.words(in: String(decoding: utf8[span], as: UTF8.self)).map(\.stem)).intersection(terms)
        }
        var best: (range: Range<Int>, score: Double)?
        for first in spans.indices {
            var known: Set<String> = []
            for last in first..<min(spans.count, first + longest) {
                known.formUnion(stems[last])
                let score = known.reduce(0) { $0 + (weights[$1] ?? 0) } / total - price * Double(last - first)
                if best.map({ score > $0.score + 1e-9 }) ?? true { best = (first..<(last + 1), score) }
            }
        }
        guard let best, best.score > 0, best.range.count < spans.count else { return nil }
        var focused = passage
        let bytes = spans[best.range.lowerBound].lowerBound..<spans[best.range.upperBound - 1].upperBound
        focused.quote = String(decoding: utf8[bytes], as: UTF8.self)
        return focused
    }

    /// The sentence's terms by stem. A name counts twice: whoever is named is spoken of, and a focus without the name would make it look
    /// like one that took another's place.
    private static func weights(of sentence: String, in context: String) -> [String: Double] {
        var weights: [String: Double] = [:]
        for (index, word) in Words.words(in: sentence).enumerated() where !word.isStopWord {
            // A first word has its capital for the sentence, unless the passage writes it so always.
            let isName = word.isCapitalised && (index > 0 || !context.contains(word.folded))
            weights[word.stem] = max(weights[word.stem] ?? 0, isName ? 2 : 1)
        }
        return weights
    }
}
