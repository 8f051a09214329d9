import Corpus
import Foundation
import Hummingbird
import Ingestion
import Retrieval
import Store

/// `/v1/corpora/{name}/articles`: the articles of a corpus, in all their versions.
struct Articles: Sendable {
    let engine: Engine
    let configuration: ServiceConfiguration

    static let path = "\(Corpora.path)/{name}/articles"
    static let listParameters = RequestFilter.queryFields + ["limit", "cursor"]
    static let limitRange = 1...1_000

    private var store: any Store { engine.searcher.store }

    var routes: [Route] {
        [
            Route(method: .get, path: Self.path, operation: .listArticles, handle: list),
            Route(method: .post, path: Self.path, operation: .addArticles, handle: add),
            Route(method: .get, path: "\(Self.path)/{id}", operation: .getArticle, handle: get),
            Route(method: .delete, path: "\(Self.path)/{id}", operation: .deleteArticle, handle: delete),
            Route(method: .get, path: "\(Self.path)/{id}/versions", operation: .listVersions, handle: versions),
        ]
    }

    @Sendable private func list(_ request: Request, context: ServiceContext) async throws -> Response {
        let mistakes = RequestMistakes()
        let query = QueryFields(
            request.uri, fields: Self.listParameters, repeatable: RequestFilter.repeatable, mistakes: mistakes)
        let filter = RequestFilter.read(query)
        let limit = query.integer("limit", in: Self.limitRange) ?? 50
        try mistakes.check()
        let name = try await context.corpus(in: store)
        _ = try await store.activeSpace(of: name)
        let page = try await store.articles(in: name, filter: filter, after: query.string("cursor"), limit: limit)
        return try WireEncoding.response(
            ArticlesBody(articles: page.articles.map { VersionBody($0, withText: false) }, next: page.next))
    }

    @Sendable private func get(_ request: Request, context: ServiceContext) async throws -> Response {
        let mistakes = RequestMistakes()
        let query = QueryFields(request.uri, fields: ["as_of"], mistakes: mistakes)
        let asOf = query.date("as_of")
        try mistakes.check()
        let (name, id) = try await article(of: context)
        guard let version = try await store.article(id, in: name, asOf: asOf) else {
            throw ProblemDetails.unknownArticle(
                String(id.rawValue.prefix(80)), corpus: name.rawValue, asOf: asOf != nil)
        }
        return try WireEncoding.response(VersionBody(version, withText: true))
    }

    @Sendable private func versions(_ request: Request, context: ServiceContext) async throws -> Response {
        try request.refuseQuery()
        let (name, id) = try await article(of: context)
        let versions = try await store.versions(of: id, in: name)
        if versions.isEmpty {
            throw ProblemDetails.unknownArticle(String(id.rawValue.prefix(80)), corpus: name.rawValue)
        }
        return try WireEncoding.response(VersionsBody(versions: versions.map { VersionBody($0, withText: true) }))
    }

    @Sendable private func delete(_ request: Request, context: ServiceContext) async throws -> Response {
        try request.refuseQuery()
        let (name, id) = try await article(of: context)
        guard try await store.deleteArticle(id, in: name) else {
            throw ProblemDetails.unknownArticle(String(id.rawValue.prefix(80)), corpus: name.rawValue)
        }
        return Response(status: .noContent)
    }

    private func article(of context: ServiceContext) async throws -> (CorpusName, ArticleID) {
        let name = try await context.corpus(in: store)
        _ = try await store.activeSpace(of: name)
        return (name, ArticleID(rawValue: context.component("id")))
    }

    /// 200 where every record was taken, 207 where some were, 422 where none was.
    @Sendable private func add(_ request: Request, context: ServiceContext) async throws -> Response {
        var request = request
        let mistakes = RequestMistakes()
        let query = QueryFields(request.uri, fields: ["provenance"], mistakes: mistakes)
        let provenance = query.choice("provenance", of: Provenance.self) ?? .live
        let name = CorpusName(rawValue: context.component("name"))
        if name == nil { mistakes.add(.init(parameter: "name", detail: ObjectFields.corpusExpectation)) }
        try mistakes.check()
        let records = try await ArticleRecords.read(&request, limit: configuration.maximumBodyBytes)
        let body = try await ingest(records, into: name ?? .standard, provenance: provenance)
        if body.read == 0 { throw body.refusal }
        return try WireEncoding.response(
            body, status: body.faults.isEmpty ? .ok : .init(code: 207, reasonPhrase: "Multi-Status"))
    }

    private func ingest(
        _ records: ArticleRecords, into corpus: CorpusName, provenance: Provenance
    ) async throws -> IngestionBody {
        guard !records.articles.isEmpty else {
            return IngestionBody(corpus: corpus, report: IngestionReport(), records: records)
        }
        let report = try await engine.ingest(records.articles.map(\.article), corpus, provenance)
        return IngestionBody(corpus: corpus, report: report, records: records)
    }
}
