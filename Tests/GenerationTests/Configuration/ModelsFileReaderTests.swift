import Corpus
import Foundation
import Generation
import Store
import Testing
import Transport

@Suite struct ModelsFileReaderTests {
    private func read(_ text: String, environment: [String: String] = ["KEY": "sk-1"]) throws -> ModelsConfiguration {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-models-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("sk-2\n".utf8).write(to: folder.appending(path: "key.txt"))
        let file = folder.appending(path: "models.yaml")
        try Data(text.utf8).write(to: file)
        return try ModelsFileReader.read(file, environment: environment)
    }

    private func faults(_ text: String) -> [String] {
        let error = #expect(throws: BylineError.self, "\(text)") { try read(text) }
        #expect(error?.code == .modelsFileInvalid)
        #expect(error?.remedy == "Correct the file; 'byline models --help' has an example.")
        return (error?.message ?? "").split(separator: #/(?:^.*?mistakes?:)? ?\(\d+\) /#).map(String.init)
    }

    @Test func everythingIsRead() throws {
        let chain = try read(
            """
            currency: EUR
            budget:
              per_answer: {tokens: 20_000, cost: 0.05}
              per_day: {cost: 5}
            cache: {entries: 7, megabytes: 2}
            models:
              - provider: anthropic
                model: c-1
                key_env: KEY
                prices: {prompt: 3, answer: 15}
                deadlines: {connect: 1, first_token: 2.5, gap: 3, whole: 40}
                retries: {attempts: 5, first_pause: 0.1, maximum_pause: 2, maximum_server_pause: 9}
                breaker: {window: 30, minimum_calls: 9, failure_rate: 0.25, slow_after: 4, slow_rate: 0.6, pause: 7, maximum_pause: 70, probes: 2}
                budget: {per_day: {tokens: 100, cost: 1}}
                maximum_context: 200000
                maximum_prompt: 3000
                maximum_response_bytes: 100000
                expect_model: c-1-2026
                quirks: [no-temperature, no-stop]
                proxy: http://proxy.example:3128
                ca_file: ca.pem
              - {provider: openai, model: g-1, key_file: key.txt, proxy: none}
              - {provider: ollama, model: llama3.2}
              - {provider: openai-compatible, model: x, base_url: "http://10.0.0.1:9/v1"}
            """)
        #expect(chain.currency == "EUR" && chain.cache == CacheBounds(entries: 7, bytes: 2 << 20))
        #expect(chain.answerBudget == ModelBudget(tokens: 20_000, cost: ModelCost(0.05)))
        #expect(chain.dailyBudget == ModelBudget(cost: ModelCost(5)))
        #expect(
            chain.models.map(\.name.description) == [
                "anthropic:c-1", "openai:g-1", "ollama:llama3.2", "openai-compatible:x",
            ])
        let first = chain.models[0]
        #expect(first.key.secret?.origin == "the environment variable KEY")
        #expect(first.baseURL.absoluteString == "https://api.anthropic.com/v1")
        #expect(first.prices == ModelPrices(promptPerMillion: 3, answerPerMillion: 15))
        #expect(
            first.deadlines
                == ModelDeadlines(
                    connect: .seconds(1), firstToken: .seconds(2.5), gap: .seconds(3), whole: .seconds(40)))
        #expect(
            first.retries
                == RetryPolicy(
                    attempts: 5, firstPause: .seconds(0.1), maximumPause: .seconds(2), maximumServerPause: .seconds(9)))
        #expect(
            first.breaker
                == CircuitBreaker.Rules(
                    window: .seconds(30), minimumCalls: 9, failureRate: 0.25, slowAfter: .seconds(4), slowRate: 0.6,
                    pause: .seconds(7), maximumPause: .seconds(70), probes: 2))
        #expect(first.dailyBudget == ModelBudget(tokens: 100, cost: ModelCost(1)))
        #expect(
            first.maximumContext == 200_000 && first.maximumPrompt == 3_000 && first.maximumResponseBytes == 100_000)
        #expect(first.expectedModel == "c-1-2026" && first.quirks == [.noTemperature, .noStop])
        #expect(first.proxy == .url(try #require(URL(string: "http://proxy.example:3128"))))
        #expect(first.certificateAuthorities?.lastPathComponent == "ca.pem")
        #expect(chain.models[1].key.secret?.origin.hasSuffix("key.txt") == true && chain.models[1].proxy == .none)
        #expect(chain.models[2].baseURL.absoluteString == "http://127.0.0.1:11434/v1")
        #expect(chain.models[2].key.secret == nil)
    }

    @Test func ownMachinesMayTakeTheirTime() throws {
        let chain = try read(
            """
            models:
              - {provider: ollama, model: m}
              - {provider: ollama, model: n, maximum_context: 32768, deadlines: {first_token: 9, whole: 20}}
              - {provider: llama.cpp, model: m}
              - {provider: openai-compatible, model: m, base_url: "https://models.example/v1"}
            """)
        #expect(chain.models.map(\.maximumContext) == [4_096, 32_768, nil, nil])
        #expect(chain.models.map(\.deadlines.firstToken) == [.seconds(180), .seconds(9), .seconds(180), .seconds(30)])
        #expect(chain.models[1].deadlines.whole == .seconds(20))
        // What is not said never outlasts the whole that is.
        #expect(chain.models[1].deadlines.gap == .seconds(20))
        #expect(chain.models[3].deadlines == ModelDeadlines())
    }

    @Test func whatIsNotSaidHasDefaults() throws {
        let chain = try read("models: [{provider: ollama, model: m}]")
        #expect(chain.currency == "USD" && chain.cache == ModelsConfiguration.standardCache)
        #expect(chain.answerBudget == .unlimited)
        #expect(try read("cache: off\nmodels: [{provider: ollama, model: m}]").cache == nil)
        #expect(try read("cache: false\nmodels: [{provider: ollama, model: m}]").cache == nil)
    }

    @Test func aKeyThatIsMissingIsNoMistakeOfTheFile() throws {
        let chain = try read(
            """
            models:
              - {provider: openai, model: a, key_env: NOT_SET}
              - {provider: openai, model: b, key_file: not-there.txt}
            """)
        for model in chain.models {
            guard case .missing(let error) = model.key else {
                Issue.record("\(model.name)")
                continue
            }
            #expect(error.code == .secretMissing && !error.remedy.isEmpty)
        }
    }

    @Test func allMistakesAreToldTogetherWithLinesAndRemedies() throws {
        let found = faults(
            """
            modells: []
            budget: {per_answer: {tokens: many}}
            models:
              - provider: opanai
                model: a
              - provider: openai
                model: b
                deadlines: {gap: 0, first: 3}
                temperature: 1
              - provider: ollama
                model: c
                quirks: [no-sed]
                base_url: localhost:11434
                prices: {prompt: -1}
              - provider: azure
                model: d
                key_env: A
                key_file: b
              - just a text
            """)
        let providers = ModelProvider.all.map(\.name).joined(separator: ", ")
        let quirks = ModelQuirk.allCases.map(\.rawValue).joined(separator: ", ")
        #expect(
            found == [
                "line 1, modells: is not known. The keys here are models, currency, budget, cache.",
                "line 2, budget.per_answer.tokens: must be a whole number from 1 to 1000000000000. Give a number such as 20000.",
                "line 4, models[1].provider: 'opanai' is not known. The providers are \(providers).",
                "line 6, models[2].key_env: is missing: openai needs a key. "
                    + "Name the environment variable that holds it (key_env), or its file (key_file).",
                "line 8, models[2].deadlines.first: is not known. The keys here are connect, first_token, gap, whole.",
                "line 8, models[2].deadlines.gap: must be a number from 0.001 to 86400. Give seconds, such as 15.",
                "line 9, models[2].temperature: is not known. The keys here are provider, model, base_url, key_env, key_file, quirks, "
                    + "expect_model, maximum_context, maximum_prompt, deadlines, maximum_response_bytes, prices, budget, retries, breaker, proxy, ca_file.",
                "line 12, models[3].quirks[1]: is not known. The quirks are \(quirks).",
                "line 13, models[3].base_url: is not an http or https address. Give one such as http://127.0.0.1:11434/v1.",
                "line 14, models[3].prices.prompt: must be a number from 0 to 1000000. Give the price of a million tokens, such as 2.5.",
                "line 14, models[3].prices.answer: is missing. Give the price of a million tokens, or 0.",
                "line 15, models[4].base_url: is missing. azure has no address of its own; give the server's.",
                "line 18, models[4].key_file: stands beside key_env. Keep one of them.",
                "line 19, models[5]: must be a mapping. Its keys are provider, model, base_url, key_env, key_file, quirks, expect_model, "
                    + "maximum_context, maximum_prompt, deadlines, maximum_response_bytes, prices, budget, retries, breaker, proxy, ca_file.",
            ])
    }

    @Test(arguments: [
        ("", "The file is empty."), ("{", "is not YAML."), ("models: []", "has no model."),
        ("models: 3", "must be a list."),
        ("- a", "must be a mapping."), ("models: [{provider: ollama, model: [a]}]", "must be a text."),
        ("models: [{provider: ollama, model: m}, {provider: ollama, model: m}]", "twice"),
        ("models: [{provider: ollama, model: m, base_url: \"http://u:p@h/v1\"}]", "holds a user or password."),
        ("models: [{provider: ollama, model: m, proxy: x}]", "is no address of a proxy."),
        (
            "models: [{provider: ollama, model: m, deadlines: {gap: 9, whole: 1}}]",
            "is shorter than first_token or gap."
        ),
        ("currency: [a]\nmodels: [{provider: ollama, model: m}]", "must be a text."),
    ]) func hostileAndHalfFinishedFiles(text: String, words: String) {
        let found = faults(text)
        #expect(found.contains { $0.contains(words) }, "\(found)")
    }

    @Test func filesThatAreNoTextAreRefused() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "byline-models-\(UUID().uuidString).yaml")
        for data in [Data([0xff, 0xfe]), Data(count: 1 << 20) + Data([0x20])] {
            try data.write(to: file)
            #expect(throws: BylineError.self) { try ModelsFileReader.read(file) }
        }
        try FileManager.default.removeItem(at: file)
        let error = #expect(throws: BylineError.self) { try ModelsFileReader.read(file) }
        #expect(error?.message == "The file of models \(file.path) cannot be read.")
    }

    @Test func anchorsThatMultiplyDoNoHarm() throws {
        var text = "a: &a0 [x, x]\n"
        for level in 1..<30 { text += "b\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
        let start = ContinuousClock.now
        #expect(throws: BylineError.self) { try read(text + "models: *a29") }
        #expect(start.duration(to: .now) < .seconds(10))
    }
}
