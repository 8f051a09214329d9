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

    /// Whether a text is the quote, or whole sentences of it in a row, word by word.
    static func have(_ text: String, in quote: String) -> Bool {
        let (said, stated) = (plain(text), plain(quote))
        guard said != stated else { return true }
        guard !said.isEmpty, stated.contains(said) else { return false }
        let utf8 = Array(quote.utf8)
        let sentences = SentenceSplitter().sentences(of: quote).map {
            plain(String(decoding: utf8[$0.bytes], as: UTF8.self))
        }
        return sentences.indices.contains { first in
            var rest = said[...]
            for sentence in sentences[first...] {
                guard rest.hasPrefix(sentence) else { return false }
                rest = rest.dropFirst(sentence.count).drop { $0 == " " }
                if rest.isEmpty { return true }
            }
            return false
        }
    }

    private static func plain(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
