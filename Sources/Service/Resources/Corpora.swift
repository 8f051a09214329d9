import Corpus
import Embedding
import Foundation
import Hummingbird
import Retrieval
import Store

/// `/v1/corpora`: what is searched, each on its own.
struct Corpora: Sendable {
    let engine: Engine
    let configuration: ServiceConfiguration

    static let fields = ["name"]
    static let path = "/v1/corpora"

    private var store: any Store { engine.searcher.store }

    var routes: [Route] {
        [
            Route(method: .get, path: Self.path, operation: .listCorpora, handle: list),
            Route(method: .post, path: Self.path, operation: .createCorpus, handle: create),
            Route(method: .get, path: "\(Self.path)/{name}", operation: .getCorpus, handle: get),
            Route(method: .delete, path: "\(Self.path)/{name}", operation: .deleteCorpus, handle: delete),
        ]
    }

    @Sendable private func list(_ request: Request, context: ServiceContext) async throws -> Response {
        try request.refuseQuery()
        return try WireEncoding.response(CorporaBody(corpora: try await store.corpora().map(CorpusBody.init)))
    }

    /// 201 where the corpus is new, 200 where it was there already.
    @Sendable private func create(_ request: Request, context: ServiceContext) async throws -> Response {
        var request = request
        try request.refuseQuery()
        let document = try await RequestContent.document(of: &request, limit: configuration.maximumBodyBytes)
        let name = try Self.read(document)
        let existed = try await store.corpora().contains { $0.name == name }
        let status = try await store.createCorpus(
            name, chunking: engine.chunking, space: engine.searcher.embedders.standard.space)
        return try WireEncoding.response(
            CorpusBody(status), status: existed ? .ok : .created, headers: [.location: "\(Self.path)/\(name)"])
    }

    static func read(_ document: JSONNode) throws -> CorpusName {
        let mistakes = RequestMistakes()
        let body = ObjectFields(document, fields: fields, mistakes: mistakes)
        body.require("name")
        let name = body.corpus("name")
        try mistakes.check()
        // Without a mistake there is a name.
        return name ?? .standard
    }

    @Sendable private func get(_ request: Request, context: ServiceContext) async throws -> Response {
        try request.refuseQuery()
        return try WireEncoding.response(CorpusBody(try await store.corpus(try await context.corpus(in: store))))
    }

    @Sendable private func delete(_ request: Request, context: ServiceContext) async throws -> Response {
        try request.refuseQuery()
        let name = try await context.corpus(in: store)
        _ = try await store.activeSpace(of: name)
        try await store.deleteCorpus(name)
        return Response(status: .noContent)
    }
}

extension ServiceContext {
    /// A component of the path, decoded.
    func component(_ name: String) -> String {
        let text = parameters.get(name) ?? ""
        return text.removingPercentEncoding ?? text
    }

    /// The corpus that the path names. A name that no corpus can have is answered like one that none has.
    func corpus(in store: any Store) async throws -> CorpusName {
        let text = component("name")
        guard let name = CorpusName(rawValue: text) else {
            let existing = try await store.corpora().map { "'\($0.name)'" }.joined(separator: ", ")
            throw ProblemDetails(
                .unknownCorpus, detail: "There is no corpus '\(text.prefix(80))'.",
                remedy: existing.isEmpty ? "Make one with POST /v1/corpora." : "There are \(existing).")
        }
        return name
    }
}

extension Request {
    /// For paths without parameters.
    func refuseQuery() throws {
        let mistakes = RequestMistakes()
        _ = QueryFields(uri, fields: [], mistakes: mistakes)
        try mistakes.check()
    }
}
