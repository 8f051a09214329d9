import Corpus
import Foundation
import Store
import Testing

@testable import Generation

@Suite struct ModelBudgetTests {
    /// The day of the benches' clock.
    private let day = "2026-11-27"
    private let usage = ModelUsage(promptTokens: 20, answerTokens: 10)

    @Test func pricesAreExact() {
        let prices = ModelPrices(promptPerMillion: 0.15, answerPerMillion: 0.6)
        #expect(prices.cost(of: ModelUsage(promptTokens: 1, answerTokens: 0)).nanos == 150)
        #expect(prices.cost(of: ModelUsage(promptTokens: 1_000_000, answerTokens: 1_000_000)) == ModelCost(0.75))
        let cheap = ModelPrices(promptPerMillion: 0.0001, answerPerMillion: 0)
        #expect(cheap.cost(of: ModelUsage(promptTokens: 1, answerTokens: 0)).nanos == 1, "rounded up")
        #expect(cheap.cost(of: ModelUsage(promptTokens: 0, answerTokens: 0)) == .zero)
        #expect(
            ModelCost(12.345678).description == "12.345678" && ModelCost(nanos: -1_500_000).description == "-0.001500")
        for amount in [-1, Double.nan, -Double.infinity] { #expect(ModelCost(amount) == .zero) }
        #expect(ModelCost(Double.infinity).nanos == 9_000_000_000_000_000_000)
        #expect(ModelCost(nanos: .max) + ModelCost(nanos: 1) == ModelCost(nanos: .max))
    }

    @Test func anAnswerSpendsNoMoreThanItsBudget() async throws {
        let bench = GuardBench([.says("So.", usage: usage), .says("So.", usage: usage)])
        // A call sets aside its limit of 100 tokens and an estimate of the prompt.
        let reserved = BudgetGuard.promptTokens(of: .question) + 100
        let budget = AnswerBudget(ModelBudget(tokens: reserved + 29))
        #expect(await bench.call(budget: budget).report.error == nil)
        #expect(budget.spending.tokens == 30)
        let call = await bench.call(budget: budget)
        #expect(call.report.error == "model-budget-exceeded" && call.report.attempts.isEmpty)
        #expect(budget.spending.tokens == 30, "nothing is set aside for what is not sent")
        let error = try #require(call.error)
        #expect(error.message == "The call of stub:m may exceed the budget of the answer: \(reserved + 29) tokens.")
        #expect(error.modelFault?.recovery == .switchModel)
        #expect(bench.breaker.state == .closed && bench.stub.callCount == 1)
    }

    @Test func costsHaveABudgetToo() async throws {
        let bench = GuardBench([.says("So.", usage: usage)])
        #expect(
            await bench.call(budget: AnswerBudget(ModelBudget(cost: ModelCost(0.001)))).report.error
                == "model-budget-exceeded")
        let budget = AnswerBudget(ModelBudget(cost: ModelCost(0.01)))
        #expect(await bench.call(budget: budget).report.cost == ModelCost(nanos: 60_000 + 150_000))
        #expect(budget.spending.cost == ModelCost(nanos: 210_000))
    }

    @Test func daysHaveBudgetsOfEachModelAndOfAll() async throws {
        for isOfAll in [true, false] {
            let records = MemoryRecords()
            let limit = ModelBudget(tokens: 240)
            let bench = GuardBench(
                Array(repeating: .says("So.", usage: ModelUsage(promptTokens: 90, answerTokens: 30)), count: 3),
                records: records,
                isCached: false, daily: isOfAll ? .unlimited : limit, dailyOfAll: isOfAll ? limit : .unlimited)
            #expect(await bench.call().report.error == nil)
            let spent = try await records.spending(on: day)
            #expect(
                spent == [
                    "all models": Spending(tokens: 120, nanos: 720_000),
                    "stub:m": Spending(tokens: 120, nanos: 720_000),
                ])
            let call = await bench.call()
            #expect(call.report.error == "model-budget-exceeded")
            let error = try #require(call.error)
            #expect(error.message.contains(isOfAll ? "the budget of the day" : "the budget of its day"))
        }
    }

    @Test func failuresThatMayHaveCostSomethingAreCounted() async throws {
        let prompt = BudgetGuard.promptTokens(of: .question)
        let expected: [(StubModel.Step, Int)] = [
            (.fails(.modelUnavailable, .switchModel), 0), (.fails(.modelKeyRejected, .switchModel), 0),
            (.fails(.modelTooSlowFirstToken, .switchModel), prompt),
            (.breaksOff("123456789", .modelTruncated, .retry), prompt + 3),
            (.throwsCancellation, prompt),
        ]
        for (step, tokens) in expected {
            let records = MemoryRecords()
            let report = await GuardBench([step], records: records).call().report
            #expect(report.usage.totalTokens == tokens, "\(step)")
            #expect(report.isUsageEstimated == (tokens > 0))
            #expect(try await records.spending(on: day)["stub:m"]?.tokens == Int64(tokens), "\(step)")
        }
        let silent = await GuardBench([.says("123456789")]).call().report
        #expect(silent.usage.totalTokens == prompt + 3 && silent.isUsageEstimated)
    }

    @Test func moneyThatCannotBeCountedIsNotSpent() async throws {
        let records = MemoryRecords()
        records.isBroken = true
        let limited = GuardBench([.says("So.")], records: records, daily: ModelBudget(tokens: 10_000))
        #expect(await limited.call().report.error == "unknown")
        #expect(limited.stub.callCount == 0)
        #expect(await GuardBench([.says("So.")], records: records).call().text == "So.")
    }

    @Test func daysAreOfUTC() {
        #expect(BudgetGuard.day(Date(timeIntervalSince1970: 1_795_737_599)) == "2026-11-26")
        #expect(BudgetGuard.day(Date(timeIntervalSince1970: 1_795_737_600)) == "2026-11-27")
        #expect(BudgetGuard.day(Date(timeIntervalSince1970: 0)) == "1970-01-01")
    }
}
