import Corpus
import Foundation

/// How records stand in files of lines: names in snake_case and sorted, so that equal records are equal lines, and dates by
/// RFC 3339.
enum JSONLines {
    /// One line with its end. Throws `EncodingError` for a number that JSON has no word for.
    static func line(_ record: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(ArticleDate.text(date))
        }
        return try encoder.encode(record) + Data("\n".utf8)
    }

    static func decoder() -> JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        decoder.dateDecodingStrategy = .custom(date)
        return decoder
    }

    /// The forms of date that articles may have.
    @Sendable
    static func date(_ decoder: any Decoder) throws -> Date {
        let container = try decoder.singleValueContainer()
        guard let date = ArticleDate.date(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "The date has no form of RFC 3339.")
        }
        return date
    }
}
