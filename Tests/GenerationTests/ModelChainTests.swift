import Corpus
import Foundation
import Generation
import LoopbackServer
import Store
import Testing
import Transport

@Suite struct ModelChainTests {
    private func call(_ model: GuardedModel, _ budget: AnswerBudget = AnswerBudget()) async -> (
        text: String, ModelCallReport
    ) {
        var text = ""
        let call = await model.call(.question, budget: budget) { text += $0 }
        return (text, call.report)
    }

    @Test func modelsOfAServerShareItsBreakerAndNoOther() async throws {
        try await ModelBench.with { _ in
            .failing(.internalError)
        } _: { bench in
            let rules = CircuitBreaker.Rules(minimumCalls: 2)
            let models = ["a", "b"].map { name in
                bench.configuration(.chat, model: name) {
                    $0.breaker = rules
                    $0.retries = .never
                }
            }
            let other = bench.configuration(.anthropic) { $0.breaker = rules }
            let chain = ModelChain(
                ModelsConfiguration(models: models + [other]), client: bench.client, records: nil, logger: quiet)
            #expect(chain.models.map(\.name.description) == ["openai:a", "openai:b", "anthropic:m"])
            for _ in 0..<2 { #expect(await call(chain.models[0]).1.error == "model-unavailable") }
            #expect(await call(chain.models[1]).1.error == "model-circuit-open")
            #expect(chain.models.map(\.breakerState) == [.open, .open, .closed])
        }
    }

    @Test func whatIsSpentAndSaidOutlivesTheProcess() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-chain-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await ModelBench.with { _ in
            ScriptedReply("The quay wall broke.")
        } _: { bench in
            var configuration = ModelsConfiguration(
                models: [
                    bench.configuration(.chat) { $0.prices = ModelPrices(promptPerMillion: 1, answerPerMillion: 1) }
                ], answerBudget: ModelBudget(tokens: 1_000), dailyBudget: ModelBudget(tokens: 135))
            let store = try await SQLiteStore.open(directory: folder, logger: quiet)
            let chain = ModelChain(configuration, client: bench.client, records: store, logger: quiet)
            let (text, first) = await call(chain.models[0], chain.answerBudget())
            #expect(text == "The quay wall broke." && first.usage.totalTokens > 0 && !first.isUsageEstimated)
            #expect(await call(chain.models[0]).1.isCached)
            await store.close()

            let again = try await SQLiteStore.open(directory: folder, logger: quiet)
            let spent = try await again.spending(on: ModelChain.day(Date()))["openai:m"]
            #expect(spent?.tokens == Int64(first.usage.totalTokens) && spent?.nanos == first.cost.nanos)
            let reopened = ModelChain(configuration, client: bench.client, records: again, logger: quiet)
            #expect(await call(reopened.models[0]).1.isCached)
            configuration.cache = nil
            let uncached = ModelChain(configuration, client: bench.client, records: again, logger: quiet)
            #expect(await call(uncached.models[0]).1.error == "model-budget-exceeded")
            #expect(bench.server.requests.count == 1)
            await again.close()
        }
    }

    @Test func aProxyIsGoneThrough() async throws {
        try await ModelBench.with { _ in
            ScriptedReply("By the proxy.")
        } _: { bench in
            let model = bench.model(.chat) {
                $0.baseURL = URL(string: "http://models.invalid/v1") ?? $0.baseURL
                $0.proxy = .url(bench.server.server.url(""))
            }
            let answer = try await model.text()
            #expect(answer.text == "By the proxy.")
            #expect(bench.server.server.requests.first?.target == "http://models.invalid/v1/chat/completions")
        }
    }

    @Test func anEndWithoutAMarkIsNotWaitedForLong() async throws {
        // Gemini says why it stops, and leaves the connection open.
        let server = try LoopbackServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
            exchange.sendChunk(
                "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"So.\"}]},\"finishReason\":\"STOP\"}]}\n\n")
            _ = exchange.waitForClientToLeave()
        }
        let client = try HTTPClient(logger: quiet)
        let model = RemoteModel(
            ModelConfiguration(
                provider: try #require(ModelProvider.named("gemini")), model: "m", baseURL: server.url("/v1beta"),
                deadlines: ModelDeadlines(gap: .seconds(3_600), whole: .seconds(3_600))), client: client)
        #expect(try await model.text().text == "So.")
        server.stop()
        await client.shutdown()
    }
}
