import Corpus
import Hummingbird

/// The articles of a request: each record that could be read, and each that could not, with its number.
struct ArticleRecords {
    /// Records of one request; more are better sent in several, each of which is acknowledged.
    static let maximumRecords = 10_000
    static let mediaTypes = [RequestContent.json, RequestContent.jsonLines]

    /// `record` counts from 0 in the order of the request.
    private(set) var articles: [(record: Int, article: RawArticle)] = []
    private(set) var faults: [RecordFaultBody] = []
    private(set) var count = 0

    /// Reads one object, an object `{"articles": […]}`, or a line of JSON for each article.
    static func read(_ request: inout Request, limit: Int) async throws -> ArticleRecords {
        let type = try RequestContent.mediaType(of: request, accepted: mediaTypes)
        let bytes = try await RequestContent.bytes(of: &request, limit: limit)
        var records = ArticleRecords()
        if type == RequestContent.jsonLines {
            let lines = bytes.split(separator: UInt8(ascii: "\n")).filter { line in
                !line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
            }
            try checkCount(lines.count)
            for line in lines { records.append(line) }
        } else {
            let document = try parse(bytes)
            let places = try elements(of: document)
            try checkCount(places.count)
            for place in places { records.append(bytes[place]) }
        }
        return records
    }

    private static func parse(_ bytes: [UInt8]) throws -> JSONNode {
        do { return try JSONDocument.parse(bytes) } catch let error as JSONSyntaxError {
            throw ProblemDetails.malformedJSON(error)
        }
    }

    /// Where the records stand.
    private static func elements(of document: JSONNode) throws -> [Range<Int>] {
        guard case .object(let members) = document.value else {
            throw ProblemDetails.invalidRequest([
                .init(
                    pointer: "#",
                    detail: "an article, or an object with the field articles, is expected, not \(document.kind)")
            ])
        }
        guard let articles = members.first(where: { $0.name == "articles" }) else { return [document.range] }
        let mistakes = RequestMistakes()
        _ = ObjectFields(document, fields: ["articles"], mistakes: mistakes)
        guard case .array(let elements) = articles.node.value else {
            mistakes.add(.init(pointer: "#/articles", detail: "an array is expected, not \(articles.node.kind)"))
            throw ProblemDetails.invalidRequest(mistakes.list)
        }
        try mistakes.check()
        return elements.map(\.range)
    }

    private static func checkCount(_ count: Int) throws {
        guard count > 0 else {
            throw ProblemDetails.invalidRequest([.init(pointer: "#", detail: "there is no article in the request")])
        }
        guard count <= maximumRecords else {
            let detail = "the request has \(count) articles, more than the \(maximumRecords) taken at once"
            throw ProblemDetails.invalidRequest([.init(pointer: "#", detail: detail)])
        }
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
        defer { count += 1 }
        do {
            articles.append((count, try ArticleRecord.decode(Array(bytes))))
        } catch {
            faults.append(RecordFaultBody(record: count, message: error.message, remedy: error.remedy))
        }
    }
}
