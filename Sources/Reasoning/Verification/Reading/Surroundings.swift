import Corpus
import Foundation

/// The sentences next to a quote.
enum Surroundings {
    /// So many before it, and one behind it.
    static let sentencesBefore = 4

    /// The quote with its neighbours; the whole context where the quote is not found in it.
    static func text(of quote: String, in context: String) -> String {
        let utf8 = Array(context.utf8)
        guard let place = context.range(of: quote) else { return context }
        let start = context.utf8.distance(from: context.startIndex, to: place.lowerBound)
        let end = context.utf8.distance(from: context.startIndex, to: place.upperBound)
        let sentences = SentenceSplitter().sentences(of: context).map(\.bytes)
        guard let first = sentences.firstIndex(where: { $0.upperBound > start }),
            let last = sentences.lastIndex(where: { $0.lowerBound < end })
        else { return context }
        let from = sentences[max(0, first - sentencesBefore)].lowerBound
        let to = sentences[min(sentences.count - 1, last + 1)].upperBound
        return String(decoding: utf8[from..<to], as: UTF8.self)
    }
}
