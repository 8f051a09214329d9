import ConformanceSuites
import Corpus
import Foundation
import LoopbackServer
import Testing

@testable import Embedding
@testable import Transport

@Suite struct RemoteEmbedderTests {
    private func isClose(_ one: [Float], _ other: [Float]) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-5 }
    }

    @Test func keepsThePromisesOfEveryEmbedder() async throws {
        try await withEmbeddingsServer { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.batchSize = 4
            try await EmbedderConformance(RemoteEmbedder(configuration, client: client)).all()
        }
    }

    @Test func asksAsTheInterfaceWants() async throws {
        try await withEmbeddingsServer { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.apiKey = try Secret(environmentVariable: "KEY", in: ["KEY": "sk-1"])
            configuration.shortensVectors = true
            configuration.queryPrefix = "query: "
            configuration.passagePrefix = "passage: "
            let embedder = try RemoteEmbedder(configuration, client: client)
            let query = try await embedder.embed(query: "who?")
            let passages = try await embedder.embed([
                Passage(title: "Title {text}", text: "Text {title}."), Passage(title: " ", text: "Alone."),
            ])
            #expect(isClose(query, EmbeddingsServer.unit("query: who?")))
            #expect(isClose(passages[0].vector, EmbeddingsServer.unit("passage: Title {text}\nText {title}.")))
            #expect(isClose(passages[1].vector, EmbeddingsServer.unit("passage: Alone.")))
            #expect(passages.allSatisfy { $0.sentences.isEmpty })

            let first = try #require(server.requests.first)
            #expect(first.method == "POST")
            #expect(first.target == "/v1/embeddings")
            #expect(first.headers["authorization"] == "Bearer sk-1")
            #expect(first.headers["content-type"] == "application/json")
            let expected =
                #"{"dimensions":8,"encoding_format":"float","input":["query: who?"],"model":"m"}"#
            #expect(String(decoding: first.body, as: UTF8.self) == expected)
        }
    }

    @Test func spacesNameTheEndpointWithoutItsSecrets() async throws {
        try await withEmbeddingsServer { _, client in
            let url = try #require(URL(string: "https://user:pw@models.test/v1/?api-version=3"))
            let configuration = RemoteEmbedderConfiguration(baseURL: url, model: "m", dimension: 8)
            let space = try RemoteEmbedder(configuration, client: client).space
            #expect(space.weights == "https://models.test/v1/embeddings")
            #expect(space.pooling == .provider)
            #expect(space.dimension == 8)
            #expect(configuration.endpoint.absoluteString == "https://user:pw@models.test/v1/embeddings?api-version=3")
        }
    }

    @Test func manyTextsGoOutInBatchesAndComeBackInOrder() async throws {
        try await withEmbeddingsServer { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.batchSize = 7
            configuration.concurrency = 3
            let texts = (0..<100).map { "text \($0)" }
            let vectors = try await RemoteEmbedder(configuration, client: client).embed(queries: texts)
            #expect(vectors.count == 100)
            for (text, vector) in zip(texts, vectors) { #expect(isClose(vector, EmbeddingsServer.unit(text))) }
            #expect(server.requests.count == 15)
        }
    }

    @Test func noMoreRequestsAreUnderWayThanAllowed() async throws {
        let both = Latch()
        try await withEmbeddingsServer { exchange in
            // The first two wait for each other; a third beside them would find the latch closed.
            if exchange.number == 2 { both.open() }
            #expect(exchange.number <= 2 || both.hasOpened)
            #expect(both.waitBlocking())
            EmbeddingsServer.respond(exchange)
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.batchSize = 1
            configuration.concurrency = 2
            let texts = (0..<12).map { "\($0)" }
            _ = try await RemoteEmbedder(configuration, client: client).embed(queries: texts)
            #expect(server.connectionCount == 2)
        }
    }

    @Test func nothingAsksNothing() async throws {
        try await withEmbeddingsServer { server, client in
            let embedder = try RemoteEmbedder(.test(server), client: client)
            let passages = try await embedder.embed([])
            let queries = try await embedder.embed(queries: [])
            #expect(passages.isEmpty && queries.isEmpty)
            #expect(server.requests.isEmpty)
        }
    }

    @Test func emptyTextsAreReplaced() async throws {
        try await withEmbeddingsServer { server, client in
            let embedder = try RemoteEmbedder(.test(server), client: client)
            let vectors = try await embedder.embed(queries: ["", " \n\t", "word"])
            #expect(isClose(vectors[0], EmbeddingsServer.unit(RemoteEmbedder.emptyInput)))
            #expect(vectors[0] == vectors[1])
            #expect(vectors[0] != vectors[2])
            let passages = try await embedder.embed([Passage(title: "", text: "")])
            #expect(passages[0].vector == vectors[0])
        }
    }

    @Test func hugeAndHostileTextsArrive() async throws {
        try await withEmbeddingsServer { server, client in
            let texts = [String(repeating: "long ", count: 400_000), "\0\u{1}\"\\\u{2028}👩‍👩‍👧 é\r\n", "</script>"]
            let vectors = try await RemoteEmbedder(.test(server), client: client).embed(queries: texts)
            for (text, vector) in zip(texts, vectors) { #expect(isClose(vector, EmbeddingsServer.unit(text))) }
            #expect(server.requests.count == 2, "the long one goes alone")
        }
    }

    @Test func answersInAnotherOrderAreMatchedByIndex() async throws {
        try await withEmbeddingsServer { exchange in
            exchange.respond(200, EmbeddingsServer.answer([[3, 0], [0, 2], [-1, 0]], order: [2, 0, 1]))
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.dimension = 2
            let vectors = try await RemoteEmbedder(configuration, client: client).embed(queries: ["a", "b", "c"])
            #expect(vectors == [[1, 0], [0, 1], [-1, 0]])
        }
    }

    @Test func answersInBase64AreRead() async throws {
        try await withEmbeddingsServer { exchange in
            let bytes = [Float(3), -4].flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian) { Array($0) } }
            exchange.respond(200, #"{"data":[{"index":0,"embedding":"\#(Data(bytes).base64EncodedString())"}]}"#)
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.dimension = 2
            configuration.normalised = false
            let raw = try await RemoteEmbedder(configuration, client: client).embed(query: "a")
            #expect(raw == [3, -4])
            configuration.normalised = true
            let unit = try await RemoteEmbedder(configuration, client: client).embed(query: "a")
            #expect(unit == [0.6, -0.8])
        }
    }

    @Test func theDimensionIsLearnt() async throws {
        try await withEmbeddingsServer { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.dimension = nil
            let embedder = try await RemoteEmbedder.connect(configuration, client: client)
            #expect(embedder.space.dimension == EmbeddingsServer.dimension)
            let vector = try await embedder.embed(query: "a")
            #expect(vector.count == EmbeddingsServer.dimension)
            #expect(throws: BylineError.self) { try RemoteEmbedder(configuration, client: client) }
        }
    }

    @Test func busyServersAreAskedAgain() async throws {
        try await withEmbeddingsServer { exchange in
            exchange.number < 3
                ? exchange.respond(429, headers: ["Retry-After": "\(exchange.number)"])
                : EmbeddingsServer.respond(exchange)
        } _: { server, client in
            var configuration = RemoteEmbedderConfiguration.test(server)
            configuration.retries = RetryPolicy(attempts: 3)
            let noted = Latch()
            let clock = RetryClock(
                sleep: { if $0 == .seconds(2) { noted.open() } }, random: { 0 },
                now: { Date(timeIntervalSince1970: 0) })
            let embedder = try RemoteEmbedder(configuration, client: client, clock: clock)
            let vector = try await embedder.embed(query: "a")
            #expect(isClose(vector, EmbeddingsServer.unit("a")))
            #expect(noted.hasOpened)
        }
    }

    @Test func cancellationEndsTheRequest() async throws {
        let arrived = Latch()
        let left = Latch()
        try await withEmbeddingsServer { exchange in
            arrived.open()
            if exchange.waitForClientToLeave() { left.open() }
        } _: { server, client in
            let embedder = try RemoteEmbedder(.test(server), client: client)
            let task = Task { try await embedder.embed(queries: ["a"]) }
            #expect(await arrived.wait())
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(await left.wait())
        }
    }
}
