import Foundation
import LoopbackServer
import Testing

/// `byline models`, with a server that speaks the three protocols.
@Suite("Models", .timeLimit(.minutes(2)))
struct ModelsCommandTests {
    private func with(
        _ body: (_ server: ScriptedModelServer, _ file: URL, _ folder: URL) async throws -> Void
    ) async throws {
        let server = try ScriptedModelServer("OK")
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            try await body(server, folder.appending(path: "chain.yaml"), folder)
        }
    }

    private func chain(_ server: ScriptedModelServer) -> String {
        """
        models:
          - {provider: openai, model: a, base_url: "\(server.baseURL(.chat))", key_env: TEST_KEY, prices: {prompt: 1, answer: 2}}
          - {provider: anthropic, model: b, base_url: "\(server.baseURL(.anthropic))", key_env: TEST_KEY}
          - {provider: gemini, model: c, base_url: "\(server.baseURL(.gemini))", key_env: TEST_KEY}
        """
    }

    private func run(
        _ arguments: String..., environment: [String: String] = ["TEST_KEY": "sk-very-secret"]
    ) async throws -> BylineProcess.Outcome {
        let outcome = try await BylineProcess(arguments, environment: environment).outcome()
        #expect(!(outcome.output + outcome.errors).contains("very-secret"))
        return outcome
    }

    @Test func theyAreListedWithTheStateOfTheirKeys() async throws {
        try await with { server, file, folder in
            try chain(server).write(to: file, atomically: true, encoding: .utf8)
            let data = folder.appending(path: "data").path
            let outcome = try await run("models", "--models", file.path, "--data", data)
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("1.  openai:a"))
            #expect(outcome.output.contains("key: found in the environment variable TEST_KEY"))
            #expect(outcome.output.contains("prices of a million tokens: prompt 1.0, answer 2.0 USD"))
            #expect(server.server.requests.isEmpty)
            let missing = try await run(
                "models", "list", "--json", "--data", data, environment: ["BYLINE_MODELS": file.path])
            #expect(missing.status == 0, "\(missing.errors)")
            #expect(missing.output.contains(#""has_key":false"#))
            #expect(missing.output.contains("There is no key in the environment variable TEST_KEY."))
        }
    }

    @Test func eachIsAsked() async throws {
        try await with { server, file, folder in
            // In the data directory it is found by itself.
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try chain(server).write(to: folder.appending(path: "models.yaml"), atomically: true, encoding: .utf8)
            let outcome = try await run("models", "check", "--data", folder.path)
            #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
            for name in ["openai:a", "anthropic:b", "gemini:c"] { #expect(outcome.output.contains("\(name): answers")) }
            #expect(server.requests.count == 3)

            try chain(server).replacingOccurrences(of: "model: b", with: "model: fault-expired-key")
                .write(to: file, atomically: true, encoding: .utf8)
            let broken = try await run("models", "check", "--models", file.path, "--data", folder.path)
            #expect(broken.status == 3, "\(broken.errors)")
            #expect(broken.output.contains("anthropic:fault-expired-key: does not answer (model-key-rejected)"))
            #expect(broken.output.contains("remedy: Check the key in the environment variable TEST_KEY"))
            let json = try await run("models", "check", "--json", "--models", file.path, "--data", folder.path)
            #expect(json.output.contains(#""code":"model-key-rejected""#))
        }
    }

    @Test func mistakesOfTheFileAreToldTogether() async throws {
        try await with { _, file, folder in
            try "models: [{provider: opanai}, {provider: openai, model: a}]".write(
                to: file, atomically: true, encoding: .utf8)
            let outcome = try await run("models", "--models", file.path, "--data", folder.path)
            #expect(outcome.status == 1)
            for words in ["has 3 mistakes", "models[1].provider: 'opanai'", "models[1].model: is missing", "key_env"] {
                #expect(outcome.errors.contains(words), "\(words)")
            }
            let none = try await run("models", "--data", folder.path)
            #expect(none.status == 1)
            #expect(none.errors.contains("No language model is configured"))
        }
    }
}
