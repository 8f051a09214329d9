public import Foundation

/// What a sentence of an answer cites, with what a check needs to understand it.
public struct CitedPassage: Sendable, Hashable, Codable {
    /// The sentences that are cited, word by word.
    public var quote: String
    /// The passage that they stand in, whole: who "she" is, and when "Tuesday" was. May be the quote alone.
    public var context: String
    /// The article's headline; empty where it has none.
    public var title: String
    /// The outlet's name.
    public var source: String
    public var author: String?
    /// What "yesterday" is told from.
    public var publishedAt: Date?

    /// A passage as it was cited. Without a context, the quote has to speak for itself.
    public init(
        quote: String, context: String? = nil, title: String = "", source: String = "", author: String? = nil,
        publishedAt: Date? = nil
    ) {
        self.quote = quote
        self.context = context ?? quote
        self.title = title
        self.source = source
        self.author = author
        self.publishedAt = publishedAt
    }
}
