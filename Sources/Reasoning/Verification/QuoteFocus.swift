import Corpus

/// The part of a long quote that a sentence is about.
///
/// A sentence that tells one of a quote's six sentences shares little with the whole: what the others deny is nothing that it denies. So
/// what depends on how near the two are is compared with the sentences that have most of its words.
enum QuoteFocus {
    /// At most so many sentences make a focus.
    private static let longest = 3
    /// What a sentence more has to add, as a share of the sentence's terms.
    private static let price = 0.06

    /// The passage with the part of its quote that has most of a sentence's words; nil where the quote is one sentence, or all of it
    /// is needed. Linear in the words of the quote.
    static func focus(of sentence: String, in passage: CitedPassage) -> CitedPassage? {
        let spans = SentenceSplitter().sentences(of: passage.quote).map(\.bytes)
        guard spans.count > 1 else { return nil }
        let utf8 = Array(passage.quote.utf8)
        let terms = Set(Words.words(in: sentence).filter { !$0.isStopWord }.map(\.stem))
        guard !terms.isEmpty else { return nil }
        let stems = spans.map { span in
            Set(Words.words(in: String(decoding: utf8[span], as: UTF8.self)).map(\.stem)).intersection(terms)
        }
        var best: (range: Range<Int>, score: Double)?
        for first in spans.indices {
            var known: Set<String> = []
            for last in first..<min(spans.count, first + longest) {
                known.formUnion(stems[last])
                let score = Double(known.count) / Double(terms.count) - price * Double(last - first)
                if best.map({ score > $0.score + 1e-9 }) ?? true { best = (first..<(last + 1), score) }
            }
        }
        guard let best, best.score > 0, best.range.count < spans.count else { return nil }
        var focused = passage
        let bytes = spans[best.range.lowerBound].lowerBound..<spans[best.range.upperBound - 1].upperBound
        focused.quote = String(decoding: utf8[bytes], as: UTF8.self)
        return focused
    }
}
