import Corpus

/// The sentences of a quote, which are compared one by one and together.
enum QuotedSentences {
    /// At most this many are encoded; a quote is rarely longer.
    static let limit = 6

    /// The quote, and its sentences where it has several.
    static func texts(in quote: String) -> [String] {
        let spans = SentenceSplitter().sentences(of: quote)
        guard spans.count > 1 else { return [quote] }
        let utf8 = Array(quote.utf8)
        return [quote] + spans.prefix(limit).map { String(decoding: utf8[$0.bytes], as: UTF8.self) }
    }
}
