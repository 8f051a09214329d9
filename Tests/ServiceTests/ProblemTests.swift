import Corpus
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Synchronization
import Testing

@testable import Service

@Suite struct ProblemTests {
    @Test func unknownPathsAreProblems() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                for path in ["/", "/v1", "/v1/answer", "/v1/corpora/a/b", "/v1/corpora/a/articles/b/c", "/%00"] {
                    let response = try await client.get(path)
                    #expect(response.status == .notFound, "\(path)")
                    #expect(response.headers[.contentType] == "application/problem+json")
                    #expect(response.problem.type == "/problems/unknown-route")
                    #expect(response.problem.remedy == "GET /openapi.json lists the paths of this server.")
                    #expect(response.json["instance"] as? String == path)
                }
            }
        }
    }

    @Test(arguments: [
        ("/v1/answers", HTTPRequest.Method.get, "POST"), ("/v1/search", .delete, "POST"),
        ("/v1/corpora", .put, "GET, POST, HEAD"), ("/v1/corpora/x", .post, "GET, DELETE, HEAD"),
        ("/v1/corpora/x/articles", .patch, "GET, POST, HEAD"), ("/v1/corpora/x/articles/y", .put, "GET, DELETE, HEAD"),
        ("/healthz", .options, "GET, HEAD"),
    ])
    func otherMethodsAreRefusedWithThoseThatAreTaken(path: String, method: HTTPRequest.Method, allow: String)
        async throws
    {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                let response = try await client.execute(uri: path, method: method)
                #expect(response.status == .methodNotAllowed)
                #expect(response.headers[.allow] == allow)
                #expect(response.problem.remedy == "It takes \(allow).")
            }
        }
    }

    @Test(arguments: [
        ("unknown-corpus", 404, "/problems/unknown-corpus", true),
        ("bad-question", 422, "/problems/invalid-request", true),
        ("bad-limit", 422, "/problems/invalid-request", true), ("bad-cursor", 422, "/problems/invalid-request", true),
        ("embedding-space-mismatch", 409, "/problems/corpus-mismatch", true),
        ("chunking-mismatch", 409, "/problems/corpus-mismatch", true),
        ("disk-full", 507, "/problems/storage-full", false), ("store-locked", 503, "/problems/storage-busy", false),
        ("connection-refused", 503, "/problems/embedder-unavailable", false),
        ("database-corrupt", 500, "/problems/internal-fault", false),
        ("never-heard-of", 500, "/problems/internal-fault", false),
    ])
    func faultsBelowHaveAStatus(code: String, status: Int, type: String, isPublished: Bool) async throws {
        let fault = BylineError(.init(rawValue: code), "The message.", remedy: "The remedy.")
        try await TestNewsroom.with(wrap: FaultyStore.init) { newsroom in
            (newsroom.store as? FaultyStore)?.fail(with: fault)
            try await newsroom.test { client in
                let response = try await client.post("/v1/search", #"{"question":"flood"}"#)
                #expect(response.status.code == status)
                #expect(response.problem.type == type)
                #expect((response.problem.detail == "The message.") == isPublished)
                #expect((response.problem.remedy == "The remedy.") == isPublished)
                #expect(response.headers[.retryAfter] == (status == 503 ? "60" : nil))
            }
        }
    }

    @Test func internalsGoToTheLogUnderTheIdThatTheClientGets() async throws {
        struct Internal: Error { let path = "/srv/private" }
        let log = CapturedLog()
        try await TestNewsroom.with(logger: log.logger, wrap: FaultyStore.init) { newsroom in
            (newsroom.store as? FaultyStore)?.fail(with: Internal())
            try await newsroom.test { client in
                let response = try await client.get("/v1/corpora", headers: [.requestID: "id-1"])
                #expect(response.status == .internalServerError)
                #expect(!response.text.contains("private"))
                #expect(response.json["correlation_id"] as? String == "id-1")
                #expect(log.lines.contains { $0.contains("id-1") && $0.contains("/srv/private") })
            }
        }
    }

    @Test func everyResponseHasARequestID() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.test { client in
                for id in ["a", "A-1_b.c:2", String(repeating: "x", count: 128)] {
                    #expect(try await client.get("/healthz", headers: [.requestID: id]).headers[.requestID] == id)
                }
                for id in ["", "a b", "ä", "x\"y", "<script>", String(repeating: "x", count: 129)] {
                    let made = try await client.get("/nowhere", headers: [.requestID: id]).headers[.requestID]
                    #expect(made.flatMap(UUID.init(uuidString:)) != nil, "\(id)")
                }
            }
        }
    }

    @Test func theLogHoldsNoWordOfAUser() async throws {
        let log = CapturedLog()
        try await TestNewsroom.with(logger: log.logger) { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                _ = try await client.post("/v1/search", #"{"question":"confidential words"}"#)
                _ = try await client.post("/v1/answers", #"{"question":"confidential words","stream":true}"#)
                _ = try await client.get("/v1/corpora/confidential/articles/confidential?as_of=2025-01-01")
                _ = try await client.get("/confidential")
                _ = try await client.post("/v1/search", "confidential")
            }
        }
        #expect(log.lines.count >= 5)
        #expect(
            log.lines.contains { $0.contains("route=/v1/corpora/{name}/articles/{id}") && $0.contains("status=404") })
        #expect(!log.lines.contains { $0.contains("confidential") })
    }
}

/// What was logged, each entry as one line.
final class CapturedLog: Sendable {
    private let captured = Mutex<[String]>([])

    var lines: [String] { captured.withLock { $0 } }
    var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }.map { "\($0)=\($1)" }.sorted()
            let line = "\(event.message) \(all.joined(separator: " "))"
            log.captured.withLock { $0.append(line) }
        }
    }
}
