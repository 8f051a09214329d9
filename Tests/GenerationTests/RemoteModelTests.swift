import ConformanceSuites
import Corpus
import Foundation
import Generation
import LoopbackServer
import Synchronization
import Testing
import Transport

@Suite struct RemoteModelTests {
    @Test(.timeLimit(.minutes(1)), arguments: ModelDialect.allCases)
    func everyProviderKeepsThePromises(dialect: ModelDialect) async throws {
        let behaviour = Mutex(ModelBehaviour.saysNothing)
        try await ModelBench.with { _ in
            Self.reply(behaviour.withLock { $0 })
        } _: { bench in
            try await LanguageModelConformance { wanted in
                behaviour.withLock { $0 = wanted }
                return (bench.model(dialect), { bench.server.server.openConnectionCount == 0 })
            }.all()
        }
    }

    private static func reply(_ behaviour: ModelBehaviour) -> ScriptedReply {
        switch behaviour {
        case .says(let pieces): ScriptedReply(pieces: pieces)
        case .reachesTheLimit(let text): ScriptedReply(pieces: [text], finish: .length)
        case .isFiltered(let text): ScriptedReply(pieces: [text], finish: .contentFilter)
        case .saysNothing: .failing(.emptyAnswer)
        case .breaksOff(let text): ScriptedReply(pieces: [text], fault: .halfClosed)
        case .hangsAfter(let text): ScriptedReply(pieces: [text], fault: .hangInText)
        case .neverEnds: .failing(.neverEnds)
        case .refusesTheKey: .failing(.expiredKey)
        }
    }

    @Test(arguments: ModelDialect.allCases)
    func requestsAreInTheProvidersForm(dialect: ModelDialect) async throws {
        try await ModelBench.with { _ in
            ScriptedReply(#"{"said":"so"}"#)
        } _: { bench in
            var request = ModelRequest.question
            request.messages += [ModelMessage(.assistant, "The wall."), ModelMessage(.user, "Which?")]
            request.stop = ["END"]
            request.seed = 7
            request.schema = ModelSchema(
                name: "answer", json: #"{"type":"object","properties":{"said":{"type":"string"}}}"#)
            let (text, completion) = try await bench.model(dialect, model: "m-1").text(request)
            #expect(text == #"{"said":"so"}"#)
            #expect(completion.reportedModel == "m-1")
            #expect(completion.requestID == "req_scripted")
            #expect(completion.usage.map { $0.promptTokens > 0 && $0.answerTokens > 0 } == true)
            let sent = try #require(bench.server.requests.first)
            #expect(sent.model == "m-1" && sent.isStreaming && sent.hasSchema && sent.maximumTokens == 100)
            #expect(sent.system == "Answer from the evidence.")
            #expect(sent.messages.map(\.text) == ["What broke?", "The wall.", "Which?"])
            #expect(sent.messages.map(\.role) == ["user", dialect == .gemini ? "model" : "assistant", "user"])
            let headers = sent.received.headers
            switch dialect {
            case .chat:
                #expect(headers["authorization"] == "Bearer sk-very-secret" && sent.wantsUsage)
                #expect(sent.body["seed"] as? Int == 7 && sent.body["stop"] as? [String] == ["END"])
            case .anthropic:
                #expect(headers["x-api-key"] == "sk-very-secret" && headers["anthropic-version"] == "2023-06-01")
                #expect(sent.body["stop_sequences"] as? [String] == ["END"] && sent.body["temperature"] as? Int == 0)
            case .gemini:
                #expect(headers["x-goog-api-key"] == "sk-very-secret")
                #expect(sent.received.target == "/v1beta/models/m-1:streamGenerateContent?alt=sse")
            }
        }
    }

    @Test func quirksChangeTheRequest() async throws {
        try await ModelBench.with { _ in
            ScriptedReply("So.")
        } _: { bench in
            var request = ModelRequest.question
            request.seed = 7
            request.stop = ["END"]
            for (provider, expected) in [
                ("mistral", ["max_tokens", "messages", "model", "random_seed", "stop", "stream", "temperature"]),
                ("perplexity", ["max_tokens", "messages", "model", "stream", "temperature"]),
                (
                    "ollama",
                    ["max_tokens", "messages", "model", "seed", "stop", "stream", "stream_options", "temperature"]
                ),
            ] {
                let model = bench.model(.chat) { $0.provider = ModelProvider.named(provider) ?? $0.provider }
                _ = try await model.text(request)
                let sent = try #require(bench.server.requests.last)
                #expect(sent.body.keys.sorted() == expected, "\(provider)")
            }
            let azure = bench.model(.chat) {
                $0.provider = ModelProvider.named("azure") ?? $0.provider
                $0.baseURL = bench.server.server.url("/openai/deployments/d?api-version=1")
                $0.quirks = [.noTemperature, .noSeed, .noStop]
            }
            _ = try await azure.text(request)
            let sent = try #require(bench.server.requests.last)
            #expect(sent.received.target == "/openai/deployments/d/chat/completions?api-version=1")
            #expect(
                sent.received.headers["api-key"] == "sk-very-secret" && sent.received.headers["authorization"] == nil)
            #expect(
                sent.body.keys.sorted() == ["max_completion_tokens", "messages", "model", "stream", "stream_options"])
        }
    }

    @Test func aModelWithoutSchemasRefusesThem() async throws {
        try await ModelBench.with { _ in
            ScriptedReply("So.")
        } _: { bench in
            let model = bench.model(.chat) { $0.quirks = [.noSchema] }
            var request = ModelRequest.question
            request.schema = ModelSchema(name: "answer", json: "{}")
            let error = await #expect(throws: BylineError.self) { try await model.text(request) }
            #expect(error?.code == .modelRequestInvalid && error?.modelFault?.recovery == .switchModel)
            #expect(bench.server.requests.isEmpty)
        }
    }

    @Test(arguments: ModelDialect.allCases)
    func halfAnAnswerWithASchemaIsNone(dialect: ModelDialect) async throws {
        try await ModelBench.with { _ in
            ScriptedReply("{", finish: .length)
        } _: { bench in
            var request = ModelRequest.question
            request.schema = ModelSchema(name: "answer", json: "{}")
            let error = await #expect(throws: BylineError.self) { try await bench.model(dialect).text(request) }
            #expect(error?.code == .modelLength)
        }
    }

    @Test func aMissingKeyIsToldBeforeAnythingIsSent() async throws {
        try await ModelBench.with { _ in
            ScriptedReply("So.")
        } _: { bench in
            let missing = BylineError("secret-missing", "There is no key in X.", remedy: "Set X to the key.")
            let error = await #expect(throws: BylineError.self) {
                try await bench.model(.chat) { $0.key = .missing(missing) }.text()
            }
            #expect(error?.code == .modelKeyMissing && error?.modelFault?.recovery == .switchModel)
            #expect(error?.remedy == "Set X to the key.")
            #expect(bench.server.requests.isEmpty)
        }
    }

    @Test(arguments: ModelDialect.allCases)
    func connectionsAreUsedAgain(dialect: ModelDialect) async throws {
        try await ModelBench.with { _ in
            ScriptedReply("All is well.")
        } _: { bench in
            let model = bench.model(dialect)
            for _ in 0..<5 { _ = try await model.text() }
            #expect(bench.server.server.connectionCount == 1)
        }
    }

    @Test func aReaderWhoIsBehindHoldsTheServerBack() async throws {
        struct Enough: Error {}
        let sent = Mutex(0)
        let piece =
            "data: " + #"{"choices":[{"delta":{"content":"\#(String(repeating: "x", count: 50_000))"}}]}"# + "\n\n"
        let server = try LoopbackServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            while exchange.sendChunk(piece) { sent.withLock { $0 += piece.utf8.count } }
            exchange.close()
        }
        let client = try HTTPClient(logger: quiet)
        let model = RemoteModel(
            ModelConfiguration(
                provider: try #require(ModelProvider.named("openai")), model: "m", baseURL: server.url("/v1"),
                maximumResponseBytes: 1 << 30), client: client)
        await #expect(throws: Enough.self) {
            try await model.complete(.question, by: nil) { _ in
                try await Task.sleep(for: .milliseconds(500))
                throw Enough()
            }
        }
        // What the sockets hold, and a quarter of a megabyte; without back-pressure it would be hundreds of megabytes.
        #expect(sent.withLock { $0 } < 16 << 20)
        server.stop()
        await client.shutdown()
    }

    /// Errors that come in the middle of a stream, but in no event of it.
    @Test(arguments: [
        (
            "gemini",
            "{\n  \"error\": {\n    \"code\": 503,\n    \"message\": \"overloaded\",\n    \"status\": \"UNAVAILABLE\"\n  }\n}"
        ),
        ("llama.cpp", "error: {\"code\":500,\"message\":\"overloaded\",\"type\":\"server_error\"}\n\n"),
    ]) func errorsBesideTheEvents(provider: String, error text: String) async throws {
        let server = try LoopbackServer { exchange in
            exchange.respond(200, headers: ["Content-Type": "text/event-stream"], ": begins\n\n" + text)
        }
        let client = try HTTPClient(logger: quiet)
        let model = RemoteModel(
            ModelConfiguration(
                provider: try #require(ModelProvider.named(provider)), model: "m", baseURL: server.url("/v1")),
            client: client)
        let error = await #expect(throws: BylineError.self) { try await model.text() }
        #expect(error?.code == .modelUnavailable && error?.modelFault?.recovery == .retry)
        #expect(error?.modelFault?.detail == "overloaded")
        server.stop()
        await client.shutdown()
    }

    @Test(arguments: ModelDialect.allCases)
    func serversThatDoNotStreamAreUnderstood(dialect: ModelDialect) async throws {
        let bodies: [ModelDialect: String] = [
            .chat: #"{"model":"m","choices":[{"message":{"content":"All."},"finish_reason":"stop"}]}"#,
            .anthropic:
                #"{"type":"message","model":"m","content":[{"type":"text","text":"All."}],"stop_reason":"end_turn"}"#,
            .gemini:
                #"{"modelVersion":"m","candidates":[{"content":{"parts":[{"text":"All."}]},"finishReason":"STOP"}]}"#,
        ]
        let body = Mutex("\n\n" + (bodies[dialect] ?? ""))
        let server = try LoopbackServer { exchange in
            exchange.respond(200, headers: ["Content-Type": "application/json"], body.withLock { $0 })
        }
        let client = try HTTPClient(logger: quiet)
        let provider = dialect == .chat ? "openai" : dialect.rawValue
        let model = RemoteModel(
            ModelConfiguration(
                provider: try #require(ModelProvider.named(provider)), model: "m", baseURL: server.url("/v1")),
            client: client)
        #expect(try await model.text().text == "All.")
        for (text, code) in [
            (
                #"{"error":{"message":"too long: maximum context length","code":400}}"#,
                BylineError.Code.modelContextExceeded
            ),
            (#"{"error":{"message":"slow down","code":429}}"#, .modelRateLimited), ("{}", .modelAnswerMalformed),
            ("nothing", .modelAnswerMalformed),
        ] {
            body.withLock { $0 = text }
            let error = await #expect(throws: BylineError.self) { try await model.text() }
            if dialect == .chat { #expect(error?.code == code, "\(text)") }
            #expect(error?.modelFault != nil)
        }
        server.stop()
        await client.shutdown()
    }
}
