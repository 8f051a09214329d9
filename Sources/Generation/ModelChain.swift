public import Logging
public import Store
public import Transport
public import Foundation

/// The models of a configuration in their order, each guarded, with what they share: breakers, budgets, the cache.
///
/// Make one for a process. Which model is asked after which, and what is done with half an answer, is its caller's to decide.
public struct ModelChain: Sendable {
    /// In the order in which they are to be asked.
    public let models: [GuardedModel]
    /// As it was read.
    public let configuration: ModelsConfiguration

    /// Does not reach for any server.
    ///
    /// - Parameter records: Where spending and cached calls are kept; nil: nowhere, which leaves days without budgets.
    /// - Parameter client: All models share its connections. It must outlive the chain.
    public init(
        _ configuration: ModelsConfiguration, client: HTTPClient, records: (any SpendingLedger & ModelCallCache)?,
        logger: Logger, clock: RetryClock = .system
    ) {
        self.configuration = configuration
        var breakers: [String: SharedBreaker] = [:]
        models = configuration.models.map { model in
            // Models of one server fail together, with one key at least.
            let server = "\(model.provider.name) \(model.baseURL) \(model.key.secret?.origin ?? "")"
            let breaker = breakers[server] ?? SharedBreaker(model.breaker)
            breakers[server] = breaker
            let budgets = BudgetGuard(
                name: model.name, prices: model.prices, daily: model.dailyBudget,
                dailyOfAll: configuration.dailyBudget, ledger: records, logger: logger, now: clock.now)
            let cache = configuration.cache.flatMap { bounds in
                records.map { CallCache(store: $0, bounds: bounds, logger: logger) }
            }
            return GuardedModel(
                model: RemoteModel(model, client: client), whole: model.deadlines.whole, retries: model.retries,
                breaker: breaker, budgets: budgets, cache: cache, clock: clock, logger: logger)
        }
    }

    /// A budget for one answer, to be handed to all of its calls.
    public func answerBudget() -> AnswerBudget { AnswerBudget(configuration.answerBudget) }

    /// The day as budgets count it, of UTC: `2026-11-27`.
    public static func day(_ date: Date) -> String { BudgetGuard.day(date) }
}
