import Foundation

/// One JSON object that describes an article, in the schema of ``ArticleReaders``.
public struct ArticleRecord: Decodable {
    let article: RawArticle

    /// The schema in one sentence, for remedies.
    static let schema =
        "An article is one JSON object with the keys id, url, source, title, text (or body), author, category, "
        + "language, published_at, updated_at and retracted, all of them optional but title or text."

    /// Decodes one record. Costs some 10 to 20 ns per byte.
    /// - Throws: `RecordError`.
    public static func decode(_ bytes: [UInt8]) throws(RecordError) -> RawArticle {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw RecordError("The record is not valid UTF-8.", remedy: "Convert the file to UTF-8.")
        }
        do {
            return try JSONDecoder().decode(ArticleRecord.self, from: Data(bytes)).article
        } catch let error as RecordError {
            throw error
        } catch {
            throw RecordError("The record is not a JSON object\(reason(error)).", remedy: schema)
        }
    }

    /// What the decoder says about malformed JSON, without the input.
    private static func reason(_ error: any Error) -> String {
        guard case DecodingError.dataCorrupted(let context) = error,
            let detail = (context.underlyingError as NSError?)?.userInfo["NSDebugDescription"] as? String
        else { return "" }
        return " (\(detail.prefix(120).trimmingCharacters(in: .init(charactersIn: "."))))"
    }

    /// Reads the fields of one record; ``decode(_:)`` also checks the bytes.
    public init(from decoder: any Decoder) throws {
        let fields = try RecordFields(decoder.container(keyedBy: RecordKey.self))
        let title = try fields.text("title") ?? ""
        let text = try fields.text("text") ?? fields.text("body") ?? ""
        if title.isEmpty, text.isEmpty {
            throw RecordError("The record has neither a title nor a text.", remedy: Self.schema)
        }
        article = RawArticle(
            id: try fields.identifier("id") ?? fields.identifier("_id"), url: try fields.text("url"),
            source: try fields.text("source"), title: title, text: text, author: try fields.names("author"),
            category: try fields.text("category"), language: try fields.text("language"),
            publishedAt: try fields.date("published_at"), updatedAt: try fields.date("updated_at"),
            retracted: try fields.flag("retracted") ?? false)
    }
}

/// What is wrong with a record; becomes a ``RecordFault`` where its place is known.
public struct RecordError: Error {
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let remedy: String

    init(_ message: String, remedy: String) {
        self.message = message
        self.remedy = remedy
    }

    static func date(_ key: String, _ value: String) -> RecordError {
        RecordError(
            "`\(key)` is no date: '\(value.prefix(40))'.",
            remedy: "Write 2025-05-16T07:30:00Z, 2025-05-16 07:30:00 (UTC), 2025-05-16, or the seconds since 1970.")
    }

    static func type(_ key: String, expected: String) -> RecordError {
        RecordError("`\(key)` is not \(expected).", remedy: "Write \(expected), or null where it is unknown.")
    }
}

/// Any key.
private struct RecordKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
}

/// The fields of a record by type. A key that is missing, null or an empty string is nil; a wrong type is an error.
///
/// BEIR's corpora keep what they know beside id, title and text under `metadata`; it is looked at for what the record
/// itself does not say, and what has another type there is passed over, since it is not ours to define.
private struct RecordFields {
    private let record: KeyedDecodingContainer<RecordKey>
    private let metadata: KeyedDecodingContainer<RecordKey>?

    init(_ record: KeyedDecodingContainer<RecordKey>) {
        self.record = record
        metadata = try? record.nestedContainer(keyedBy: RecordKey.self, forKey: RecordKey("metadata"))
    }

    func text(_ name: String) throws -> String? {
        try value(name, expected: "a text") { try $0.decode(String.self, forKey: $1) }
            .flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A text or a number.
    func identifier(_ name: String) throws -> String? {
        try value(name, expected: "a text or a number") { container, key in
            if let text = try? container.decode(String.self, forKey: key) { return text }
            if let number = try? container.decode(Int64.self, forKey: key) { return String(number) }
            return try String(container.decode(Double.self, forKey: key))
        }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A text, or several in an array.
    func names(_ name: String) throws -> String? {
        try value(name, expected: "a text or an array of texts") { container, key in
            if let text = try? container.decode(String.self, forKey: key) { return text }
            return try container.decode([String].self, forKey: key).joined(separator: ", ")
        }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func flag(_ name: String) throws -> Bool? {
        try value(name, expected: "true or false") { try $0.decode(Bool.self, forKey: $1) }
    }

    func date(_ name: String) throws -> Date? {
        let found = try value(name, expected: "a date") { container, key -> DateValue in
            if let text = try? container.decode(String.self, forKey: key) { return .text(text) }
            return try .number(container.decode(Double.self, forKey: key))
        }
        switch found {
        case nil: return nil
        case .text(let text):
            if text.allSatisfy(\.isWhitespace) { return nil }
            guard let date = ArticleDate.date(text) else { throw RecordError.date(name, text) }
            return date
        case .number(let number):
            guard let date = ArticleDate.date(epoch: number) else { throw RecordError.date(name, "\(number)") }
            return date
        }
    }

    private enum DateValue {
        case text(String)
        case number(Double)
    }

    private func value<Value>(
        _ name: String, expected: String,
        _ decode: (KeyedDecodingContainer<RecordKey>, RecordKey) throws -> Value
    ) throws -> Value? {
        let key = RecordKey(name)
        if record.contains(key), try !record.decodeNil(forKey: key) {
            do {
                return try decode(record, key)
            } catch let error as DecodingError {
                // Strings are unescaped only now: `\ud800` alone is malformed JSON and no wrong type.
                if case .dataCorrupted = error { throw error }
                throw RecordError.type(name, expected: expected)
            }
        }
        guard let metadata, metadata.contains(key) else { return nil }
        return try? decode(metadata, key)
    }
}
