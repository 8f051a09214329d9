import Corpus
import Foundation
import LoopbackServer
import Testing

@testable import Embedding
@testable import Transport

/// What a person reads when a server of embeddings does not do as it should.
@Suite struct RemoteEmbedderFaultTests {
    private func error(
        status: Int, body: String, key: String? = nil, texts: [String] = ["a", "b"]
    ) async throws -> BylineError? {
        var caught: BylineError?
        try await withEmbeddingsServer { exchange in
            exchange.respond(status, body)
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.dimension = 2
            configuration.apiKey = try key.map { try Secret(environmentVariable: "MY_KEY", in: ["MY_KEY": $0]) }
            do {
                _ = try await RemoteEmbedder(configuration, client: client).embed(queries: texts)
            } catch let error as BylineError {
                caught = error
                let endpoint = "embedder m at http://127.0.0.1:\(server.port)/v1/embeddings"
                #expect(error.message.contains(endpoint), "\(error)")
            }
        }
        return caught
    }

    @Test(arguments: [
        (401, "{}", "embedder-unauthorised", "refused the key (status 401).", "OPENAI_API_KEY"),
        (403, #"{"detail":"Forbidden"}"#, "embedder-unauthorised", "(status 403: Forbidden).", "OPENAI_API_KEY"),
        (404, #"{"error":{"message":"model \"m\" not found"}}"#, "embedder-not-found", "not found).", "/v1"),
        (302, "", "embedder-not-found", "was redirected (status 302).", "base URL"),
        (
            400, #"{"error":{"message":"too long","type":"t","code":"context_length_exceeded"}}"#,
            "embedder-input-too-long", "takes only shorter texts (status 400: too long).", "smaller chunks"
        ),
        (
            400, #"{"error":{"code":400,"message":"m","type":"exceed_context_size_error"}}"#,
            "embedder-input-too-long", "(status 400: m).", "smaller chunks"
        ),
        (
            413, #"{"error":"`inputs` must have less than 512 tokens. Given: 600","error_type":"Validation"}"#,
            "embedder-input-too-long", "less than 512 tokens. Given: 600).", "smaller chunks"
        ),
        (413, "<html>nginx</html>", "embedder-input-too-long", "(status 413).", "smaller chunks"),
        (
            400, #"{"object":"error","message":"This model's maximum context length is 512 tokens","code":400}"#,
            "embedder-input-too-long", "maximum context length is 512 tokens).", "smaller chunks"
        ),
        (
            422, #"{"error":"batch size 33 > maximum allowed batch size 32","error_type":"Validation"}"#,
            "embedder-request-refused", "takes fewer texts at once", "Lower the batch size, which is 32."
        ),
        (
            429, #"{"error":{"message":"no money","code":"insufficient_quota"}}"#, "embedder-quota-used-up",
            "has no quota left (status 429: no money).", "billing"
        ),
        (402, "", "embedder-quota-used-up", "has no quota left (status 402).", "billing"),
        (429, "", "embedder-rate-limited", "was asked too often (status 429).", "lower the concurrency"),
        (500, "boom", "embedder-unavailable", "failed (status 500).", "server's log"),
        (
            503, #"{"error":{"message":"Loading model","type":"unavailable_error","code":503}}"#,
            "embedder-unavailable", "failed (status 503: Loading model).", "Try again later"
        ),
        (
            422, #"{"object":"error","message":"extra field","type":"invalid_request_error"}"#,
            "embedder-request-refused", "refused the request (status 422: extra field).", "`dimensions`"
        ),
    ])
    func statuses(status: Int, body: String, code: String, words: String, remedy: String) async throws {
        let error = try #require(try await error(status: status, body: body))
        #expect(error.code.rawValue == code)
        #expect(error.message.contains(words), "\(error)")
        #expect(error.remedy.contains(remedy), "\(error)")
    }

    @Test func keysAreNamedButNotShown() async throws {
        let body = #"{"error":{"message":"Incorrect API key provided: sk-hidden."}}"#
        let error = try #require(try await error(status: 401, body: body, key: "sk-hidden"))
        #expect(error.message.contains("Incorrect API key provided: [redacted]."), "\(error)")
        #expect(error.remedy == "Check the key in the environment variable MY_KEY, and what it is allowed to do.")
    }

    @Test(arguments: [
        (EmbeddingsServer.answer([[1, 0]]), "has 1 vectors, where 2 were expected."),
        (EmbeddingsServer.answer([[1, 0], [1, 0], [1, 0]]), "has 3 vectors, where 2 were expected."),
        (EmbeddingsServer.answer([[1, 0], [1, 0]], order: [0, 0]), "has two vectors with the index 0."),
        (
            #"{"data":[{"index":0,"embedding":[1,0]},{"index":2,"embedding":[1,0]}]}"#,
            "has a vector with the index 2, where 0 to 1 were expected."
        ),
        (
            #"{"data":[{"embedding":[1,0]},{"embedding":[1,NaN]}]}"#,
            "has no finite number as component 1 of vector 1."
        ),
        (
            #"{"data":[{"embedding":[null,0]},{"embedding":[1,0]}]}"#,
            "has no finite number as component 0 of vector 0."
        ),
        (#"{"data":[{"embedding":[1e39,0]},{"embedding":[1,0]}]}"#, "has no finite number as component 0"),
        (#"{"data":[{"embedding":[1,0]},{"embedding":[0,0]}]}"#, "has a vector of zeros"),
        ("<html>welcome</html>", "is not a list of embeddings, from byte 0 on."),
        ("", "is not a list of embeddings"),
        (#"{"data":[{"embedding":[1,0"#, "is not a list of embeddings, from byte 26 on."),
        (#"{"object":"list"}"#, "is not a list of embeddings"),
        (#"{"error":{"message":"no provider","code":502}}"#, "It says: no provider"),
    ])
    func answers(body: String, words: String) async throws {
        let error = try #require(try await error(status: 200, body: body))
        #expect(error.code == .embedderAnswerInvalid)
        #expect(error.message.contains(words), "\(error)")
        #expect(error.remedy.contains("OpenAI-compatible"))
    }

    @Test func otherDimensions() async throws {
        let body = EmbeddingsServer.answer([[1, 0, 0], [1, 0, 0]])
        let error = try #require(try await error(status: 200, body: body))
        #expect(error.code == .embedderDimensionMismatch)
        #expect(error.message.hasSuffix("answers with vectors of 3 components, where 2 were expected."))
        #expect(error.remedy == "Configure the dimension 3, or the model that the space was made with.")
    }

    @Test func vectorsOfTwoLengths() async throws {
        try await withEmbeddingsServer { exchange in
            exchange.respond(200, EmbeddingsServer.answer([[]]))
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.dimension = nil
            let unknown = configuration
            await #expect(throws: BylineError.self) {
                try await RemoteEmbedder.connect(unknown, client: client)
            }
        }
    }

    @Test func serversThatAreNotThere() async throws {
        try await withEmbeddingsServer { _, client in
            let closed = try ClosedPort()
            defer { closed.stop() }
            let port = closed.port
            let url = try #require(URL(string: "http://127.0.0.1:\(port)/v1"))
            let configuration = RemoteEmbedderConfiguration(
                baseURL: url, model: "m", dimension: 2, retries: .never)
            let embedder = try RemoteEmbedder(configuration, client: client)
            do {
                _ = try await embedder.embed(query: "a")
                Issue.record("no error")
            } catch let error as BylineError {
                #expect(error.code == .connectionRefused)
                #expect(error.message.hasSuffix("POST http://127.0.0.1:\(port)/v1/embeddings."))
            }
        }
    }

    @Test func answersThatAreTooLarge() async throws {
        try await withEmbeddingsServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while exchange.sendChunk(String(repeating: " ", count: 60_000)) {}
            exchange.close()
        } _: { server, client in
            let embedder = try RemoteEmbedder(.test(server), client: client)
            do {
                _ = try await embedder.embed(query: "a")
                Issue.record("no error")
            } catch let error as BylineError {
                #expect(error.code == .responseTooLarge)
            }
        }
    }
}
