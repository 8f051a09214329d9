import Foundation
import Hummingbird

/// `/openapi.json`: the OpenAPI 3.1 document, made from the routes that the router has.
enum ServiceDescription {
    static func document(of routes: [Route]) -> JSONTree {
        var paths: [String: JSONTree] = [:]
        for (path, routes) in Dictionary(grouping: routes, by: \.path) {
            paths[path] = .object(
                Dictionary(routes.map { ($0.method.rawValue.lowercased(), describe($0.operation)) }) { _, last in last }
            )
        }
        let schemas = RequestSchemas.all.merging(ResponseSchemas.all) { $1 }.merging(EventSchemas.all) { $1 }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Byline", "version": "1",
                "description": "Answers questions from news, and shows its sources.",
            ],
            "paths": .object(paths),
            "components": ["schemas": .object(schemas.mapValues(\.tree))],
        ]
    }

    /// A route that answers with the description of `routes` and of itself.
    static func route(describing routes: [Route]) -> Route {
        let path = "/openapi.json"
        let unanswered = Route(method: .get, path: path, operation: .description) { _, _ in Response(status: .ok) }
        let document = document(of: routes + [unanswered])
        return Route(method: .get, path: path, operation: .description) { _, _ in
            // Names of schemas and properties are written as they are.
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            let bytes = ByteBuffer(bytes: try encoder.encode(document))
            return Response(
                status: .ok, headers: [.contentType: WireEncoding.contentType], body: .init(byteBuffer: bytes))
        }
    }

    private static func describe(_ operation: Operation) -> JSONTree {
        var members: [String: JSONTree] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "responses": .object(responses(of: operation)),
        ]
        if !operation.parameters.isEmpty { members["parameters"] = .array(operation.parameters.map(\.tree)) }
        if !operation.request.isEmpty {
            members["requestBody"] = ["required": .boolean(true), "content": content(operation.request)]
        }
        return .object(members)
    }

    private static func responses(of operation: Operation) -> [String: JSONTree] {
        var responses: [String: JSONTree] = [:]
        for (status, schemas) in operation.responses {
            var response: [String: JSONTree] = ["description": .string(HTTPResponse.Status(code: status).reasonPhrase)]
            if !schemas.isEmpty { response["content"] = content(schemas) }
            responses[String(status)] = .object(response)
        }
        for (status, kinds) in Dictionary(grouping: operation.problems + [.internalFault], by: \.status.code)
        where responses[String(status)] == nil {
            responses[String(status)] = [
                "description": .string(kinds.map(\.title).joined(separator: "; ")),
                "content": content(["application/problem+json": .named("Problem")]),
            ]
        }
        return responses
    }

    private static func content(_ schemas: [String: Schema]) -> JSONTree {
        .object(schemas.mapValues { ["schema": $0.tree] })
    }
}
