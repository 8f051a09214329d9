import Corpus
import Hummingbird
import Retrieval

/// `/v1/search`: the passages for a question, each with the reasons for its rank.
struct Search: Sendable {
    let engine: Engine
    let configuration: ServiceConfiguration

    static let fields = ["question", "corpus", "filter", "minimum_credibility", "limit"]
    static let limitRange = 1...SearchRequest.maximumLimit

    var routes: [Route] {
        [Route(method: .post, path: "/v1/search", operation: .search, handle: search)]
    }

    @Sendable private func search(_ request: Request, context: ServiceContext) async throws -> Response {
        var request = request
        let document = try await RequestContent.document(of: &request, limit: configuration.maximumBodyBytes)
        return try WireEncoding.response(SearchBody(try await engine.searcher.search(Self.read(document))))
    }

    static func read(_ document: JSONNode) throws -> SearchRequest {
        let mistakes = RequestMistakes()
        let body = ObjectFields(document, fields: fields, mistakes: mistakes)
        let request = SearchRequest(
            question: body.question(), corpus: body.corpus("corpus") ?? .standard, filter: RequestFilter.read(body),
            minimumCredibility: body.share("minimum_credibility"), limit: body.integer("limit", in: limitRange) ?? 10)
        try mistakes.check()
        return request
    }
}
