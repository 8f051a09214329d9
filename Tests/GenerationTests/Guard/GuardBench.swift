import Corpus
import Foundation
import Store
import Synchronization
import Transport

@testable import Generation

/// A model whose calls go as a list says.
final class StubModel: LanguageModel {
    enum Step: Sendable {
        case says(String, usage: ModelUsage? = nil)
        case stopsAtLength(String)
        case fails(BylineError.Code, ModelRecovery, after: Duration? = nil)
        case breaksOff(String, BylineError.Code, ModelRecovery)
        case throwsCancellation
    }

    private struct State {
        var steps: [Step]
        var deadlines: [ContinuousClock.Instant] = []
        var count = 0
    }

    let name = ModelName(provider: "stub", model: "m")
    let capabilities = ModelCapabilities(followsSchemas: true)
    let fingerprint = "stub"
    private let state: Mutex<State>

    init(_ steps: [Step]) { state = Mutex(State(steps: steps)) }

    var callCount: Int { state.withLock { $0.count } }
    var deadlines: [ContinuousClock.Instant] { state.withLock { $0.deadlines } }

    func complete(
        _ request: ModelRequest, by deadline: ContinuousClock.Instant?, onText: (String) async throws -> Void
    ) async throws -> ModelCompletion {
        let step = state.withLock { state in
            state.count += 1
            if let deadline { state.deadlines.append(deadline) }
            return state.steps.isEmpty ? .throwsCancellation : state.steps.removeFirst()
        }
        func error(_ code: BylineError.Code, _ recovery: ModelRecovery, _ after: Duration? = nil) -> BylineError {
            BylineError(code, "Failed.", remedy: "None.", cause: ModelFault(recovery, retryAfter: after))
        }
        switch step {
        case .says(let text, let usage):
            try await onText(text)
            return ModelCompletion(finish: .stop, usage: usage, reportedModel: "m-1", requestID: "r")
        case .stopsAtLength(let text):
            try await onText(text)
            return ModelCompletion(finish: .length)
        case .fails(let code, let recovery, let after): throw error(code, recovery, after)
        case .breaksOff(let text, let code, let recovery):
            try await onText(text)
            throw error(code, recovery)
        case .throwsCancellation: throw CancellationError()
        }
    }
}

/// A guarded stub, and what there is to see of it.
struct GuardBench {
    struct Call {
        let outcome: Result<ModelCompletion, any Error>
        let report: ModelCallReport
        let text: String

        var error: BylineError? {
            if case .failure(let error) = outcome { error as? BylineError } else { nil }
        }
    }

    let stub: StubModel
    let model: GuardedModel
    let breaker: SharedBreaker
    let recorded = RecordedClock()

    init(
        _ steps: [StubModel.Step], records: MemoryRecords? = nil, isCached: Bool = true, random: Double = 0,
        whole: Duration = .seconds(300), attempts: Int = 3, daily: ModelBudget = .unlimited,
        dailyOfAll: ModelBudget = .unlimited
    ) {
        stub = StubModel(steps)
        breaker = SharedBreaker(CircuitBreaker.Rules(minimumCalls: 5))
        let clock = recorded.clock(random: random)
        let budgets = BudgetGuard(
            name: stub.name, prices: ModelPrices(promptPerMillion: 3, answerPerMillion: 15), daily: daily,
            dailyOfAll: dailyOfAll, ledger: records, logger: quiet, now: clock.now)
        let cache = records.map {
            CallCache(store: $0, bounds: CacheBounds(entries: 10, bytes: 10_000), logger: quiet)
        }
        model = GuardedModel(
            model: stub, whole: whole, retries: RetryPolicy(attempts: attempts), breaker: breaker, budgets: budgets,
            cache: isCached ? cache : nil, clock: clock, logger: quiet)
    }

    func call(_ request: ModelRequest = .question, budget: AnswerBudget = AnswerBudget()) async -> Call {
        var text = ""
        let call = await model.call(request, budget: budget) { text += $0 }
        return Call(outcome: call.outcome, report: call.report, text: text)
    }
}

/// A ledger and cache in memory, for what is about their users; the real ones have tests with the store.
final class MemoryRecords: SpendingLedger, ModelCallCache {
    struct Broken: Error {}

    private struct State {
        var spent: [String: Spending] = [:]
        var calls: [Data: Data] = [:]
        var isBroken = false
    }

    private let state = Mutex(State())

    var count: Int { state.withLock { $0.calls.count } }
    var isBroken: Bool {
        get { state.withLock { $0.isBroken } }
        set { state.withLock { $0.isBroken = newValue } }
    }

    func book(_ amount: Spending, on day: String, to accounts: [SpendingAccount]) async throws -> SpendingAccount? {
        try state.withLock { state in
            guard !state.isBroken else { throw Broken() }
            for account in accounts {
                let total = state.spent["\(day) \(account.name)", default: .zero] + amount
                guard total.tokens <= account.tokens ?? .max, total.nanos <= account.nanos ?? .max else {
                    return account
                }
            }
            for account in accounts {
                state.spent["\(day) \(account.name)", default: .zero] =
                    state.spent["\(day) \(account.name)", default: .zero] + amount
            }
            return nil
        }
    }

    func correct(by amount: Spending, on day: String, accounts names: [String]) async throws {
        state.withLock { state in
            for name in names { state.spent["\(day) \(name)"] = state.spent["\(day) \(name)", default: .zero] + amount }
        }
    }

    func spending(on day: String) async throws -> [String: Spending] {
        state.withLock { state in
            Dictionary(
                uniqueKeysWithValues: state.spent.filter { $0.key.hasPrefix(day) }.map {
                    (String($0.key.dropFirst(day.count + 1)), $0.value)
                })
        }
    }

    func modelCall(_ key: Data) async throws -> Data? {
        try state.withLock { state in
            guard !state.isBroken else { throw Broken() }
            return state.calls[key]
        }
    }

    func keepModelCall(_ value: Data, for key: Data, within bounds: CacheBounds) async throws {
        state.withLock { $0.calls[key] = value }
    }

    func forgetModelCalls() async throws { state.withLock { $0.calls = [:] } }
}
