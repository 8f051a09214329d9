import Corpus
import Foundation

extension ArticleDate {
    /// The forms of date that articles may have, in JSON.
    @Sendable
    static func decode(_ decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        guard let date = ArticleDate.date(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "The date has no form of RFC 3339.")
        }
        return date
    }
}
