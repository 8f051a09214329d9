import Corpus
public import Foundation
import Hummingbird
public import Reasoning
public import Retrieval
public import Store

/// How values look on the wire: JSON in UTF-8, names in snake_case and sorted, dates by RFC 3339 in UTC.
///
/// The command line prints in the same forms.
public enum WireEncoding {
    static let contentType = "application/json; charset=utf-8"

    /// One line of JSON. Throws `EncodingError` for a number that JSON has no word for.
    public static func data(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(ArticleDate.text(date))
        }
        return try encoder.encode(value)
    }

    /// An answer as `POST /v1/answers` gives it.
    public static func data(_ answer: Answer) throws -> Data { try data(AnswerBody(answer)) }

    /// Hits as `POST /v1/search` gives them.
    public static func data(_ result: SearchResult) throws -> Data { try data(SearchBody(result)) }

    /// Corpora as `GET /v1/corpora` gives them.
    public static func data(_ corpora: [CorpusStatus]) throws -> Data {
        try data(CorporaBody(corpora: corpora.map(CorpusBody.init)))
    }

    static func encode(_ value: some Encodable) throws -> ByteBuffer { ByteBuffer(bytes: try data(value)) }

    static func response(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = contentType
        return Response(status: status, headers: headers, body: .init(byteBuffer: try encode(value)))
    }
}
