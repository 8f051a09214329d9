import Corpus
import Embedding
import Foundation
import Hummingbird
import HummingbirdTesting
import Ingestion
import Reasoning
import Retrieval
import Store
import Testing

@testable import Service

/// `/openapi.json` says what the service does: no more and no less.
@Suite struct ServiceDescriptionTests {
    private static let schemas = RequestSchemas.all.merging(ResponseSchemas.all) { $1 }.merging(EventSchemas.all) { $1 }

    private static func properties(_ name: String) -> (all: Set<String>, required: Set<String>) {
        guard case .object(let members)? = schemas[name]?.tree, case .object(let all)? = members["properties"] else {
            return ([], [])
        }
        var required: Set<String> = []
        if case .array(let names)? = members["required"] {
            for case .string(let name) in names { required.insert(name) }
        }
        return (Set(all.keys), required)
    }

    @Test func everyRouteIsDescribedAndAnswers() async throws {
        try await TestNewsroom.with { newsroom in
            let routes = newsroom.service.routeTable.routes
            try await newsroom.test { client in
                let response = try await client.get("/openapi.json")
                #expect(response.headers[.contentType] == "application/json; charset=utf-8")
                #expect(response.json["openapi"] as? String == "3.1.0")
                let paths = try #require(response.json["paths"] as? [String: [String: Any]])
                let described = paths.flatMap { path, methods in methods.keys.map { "\($0.uppercased()) \(path)" } }
                #expect(Set(described) == Set(routes.map { "\($0.method.rawValue) \($0.path)" }))
                let ids = paths.values.flatMap(\.values).compactMap {
                    ($0 as? [String: Any])?["operationId"] as? String
                }
                #expect(Set(ids).count == routes.count)
                for route in routes {
                    let path = route.path.replacing("{name}", with: "x").replacing("{id}", with: "y")
                    let response = try await client.execute(uri: path, method: route.method)
                    #expect(response.problem.type != "/problems/unknown-route", "\(route.path)")
                    #expect(response.status != .methodNotAllowed, "\(route.path)")
                    let statuses = Set(
                        (paths[route.path]?[route.method.rawValue.lowercased()] as? [String: Any])?["responses"]
                            .flatMap { ($0 as? [String: Any])?.keys.map { $0 } } ?? [])
                    #expect(
                        statuses.contains(String(response.status.code)), "\(route.path) gave \(response.status.code)")
                }
            }
        }
    }

    @Test func parametersArePathsAndWhatTheRoutesRead() async throws {
        try await TestNewsroom.with { newsroom in
            for route in newsroom.service.routeTable.routes {
                let inPath = Set(
                    route.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() })
                let parameters = route.operation.parameters
                #expect(Set(parameters.filter { $0.place == .path }.map { $0.name[...] }) == inPath, "\(route.path)")
            }
            let listed = Operation.listArticles.parameters.filter { $0.place == .query }.map(\.name)
            #expect(Set(listed) == Set(Articles.listParameters))
        }
    }

    @Test func everyReferenceLeadsToASchemaAndEverySchemaIsUsed() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let text = try await client.get("/openapi.json").text
                let references = Set(
                    text.split(separator: "\"#/components/schemas/").dropFirst().compactMap {
                        $0.split(separator: "\"").first
                    })
                #expect(references.map(String.init).sorted() == Self.schemas.keys.sorted())
            }
        }
    }

    @Test(arguments: [
        ("AnswerRequest", Answers.fields), ("SearchRequest", Search.fields), ("Filter", RequestFilter.fields),
        ("CorpusRequest", Corpora.fields), ("Articles", ["articles"]),
    ])
    func requestSchemasNameTheFieldsThatAreRead(name: String, fields: [String]) {
        #expect(Self.properties(name).all == Set(fields))
    }

    @Test func everyFieldOfARecordIsRead() throws {
        let record = """
            {"id":"i","url":"https://x.example/","source":"s","title":"t","text":"x","author":"a","category":"c",
            "language":"en","published_at":"2025-01-01","updated_at":"2025-01-02","retracted":true}
            """
        #expect(Set(JSON.object(record).keys).union(["body"]) == Self.properties("ArticleRecord").all)
        let article = try ArticleRecord.decode(Array(record.utf8))
        let empty = RawArticle(title: "", text: "")
        for (filled, absent) in zip(Mirror(reflecting: article).children, Mirror(reflecting: empty).children) {
            #expect("\(filled.value)" != "\(absent.value)", "\(filled.label ?? "")")
        }
    }

    /// Each wire type with everything set, and with all that is optional left out.
    @Test func responseSchemasNameWhatIsEncoded() throws {
        for (name, full, bare) in try Self.samples() {
            let (all, required) = Self.properties(name)
            #expect(try Self.keys(full) == all, "\(name)")
            #expect(try Self.keys(bare) == required, "\(name) without what is optional")
        }
        let shown = Set(try Self.samples().map(\.0))
        #expect(shown == Set(ResponseSchemas.all.keys).union(EventSchemas.all.keys))
    }

    private static func keys(_ data: Data) throws -> Set<String> {
        Set(try #require(JSONSerialization.jsonObject(with: data) as? [String: Any]).keys)
    }
}
