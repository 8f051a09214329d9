import Foundation

/// How much of a text the checks read, so that a hostile one costs milliseconds: some compare each word with each.
enum TextLimits {
    /// Bytes of a sentence. A longer one is refused: what was not read cannot be vouched for.
    static let sentence = 2_000
    /// Bytes of a quote; what stands behind them supports nothing.
    static let quote = 6_000
    /// Words of a sentence and of a quote.
    static let words = 400
    /// Bytes of the passage, half of them before the quote.
    static let context = 24_000

    /// The first bytes of a text.
    static func prefix(of text: String, _ limit: Int) -> String {
        text.utf8.count <= limit ? text : String(decoding: text.utf8.prefix(limit), as: UTF8.self)
    }

    /// What stands around the quote in a long passage; its beginning where the quote is not found.
    static func window(around quote: String, in context: String) -> String {
        guard context.utf8.count > Self.context else { return context }
        guard let place = context.range(of: quote) else { return prefix(of: context, Self.context) }
        let utf8 = context.utf8
        let from =
            utf8.index(place.lowerBound, offsetBy: -Self.context / 2, limitedBy: utf8.startIndex) ?? utf8.startIndex
        let to = utf8.index(place.upperBound, offsetBy: Self.context / 2, limitedBy: utf8.endIndex) ?? utf8.endIndex
        return String(decoding: utf8[from..<to], as: UTF8.self)
    }
}
