import Corpus
import Foundation
import Logging
import Store

/// Sets aside what a call can cost at most, of an answer's budget and of the day's, and corrects it when the call is over.
struct BudgetGuard: Sendable {
    /// The account of all models together.
    static let allModels = "all models"

    let name: ModelName
    let prices: ModelPrices
    /// Of this model.
    let daily: ModelBudget
    /// Of all models.
    let dailyOfAll: ModelBudget
    let ledger: (any SpendingLedger)?
    let logger: Logger
    /// For the day.
    let now: @Sendable () -> Date

    /// What was set aside.
    struct Reservation: Sendable {
        let usage: ModelUsage
        let cost: ModelCost
        let day: String
        /// Whether the ledger knows of it.
        var isBooked = false
    }

    /// Sets the most that a call can use aside. Throws `model-budget-exceeded`, and errors of the ledger where the day has a
    /// limit: money that cannot be counted is not spent.
    func reserve(_ request: ModelRequest, of budget: AnswerBudget) async throws -> Reservation {
        let usage = ModelUsage(promptTokens: Self.promptTokens(of: request), answerTokens: request.maximumTokens)
        var reservation = Reservation(usage: usage, cost: prices.cost(of: usage), day: Self.day(now()))
        guard budget.reserve(tokens: usage.totalTokens, cost: reservation.cost) else {
            throw exceeded("the answer", budget.limit, remedy: "Ask for less, or raise the budget per_answer.")
        }
        guard let ledger else { return reservation }
        let full: SpendingAccount?
        do {
            full = try await ledger.book(reservation.spending, on: reservation.day, to: accounts)
        } catch {
            guard hasDailyLimit || error is CancellationError else {
                warn(error)
                return reservation
            }
            budget.settle(tokens: -usage.totalTokens, cost: ModelCost(nanos: -reservation.cost.nanos))
            throw error
        }
        guard let full else {
            reservation.isBooked = true
            return reservation
        }
        budget.settle(tokens: -usage.totalTokens, cost: ModelCost(nanos: -reservation.cost.nanos))
        let (whose, limit) = full.name == Self.allModels ? ("the day", dailyOfAll) : ("its day", daily)
        throw exceeded(whose, limit, remedy: "Wait until tomorrow (UTC), or raise the budget per_day.")
    }

    /// Corrects a reservation to what was used; returns its cost.
    @discardableResult
    func settle(_ reservation: Reservation, used: ModelUsage, of budget: AnswerBudget) async -> ModelCost {
        let cost = prices.cost(of: used)
        let more = Spending(tokens: Int64(used.totalTokens), nanos: cost.nanos) - reservation.spending
        budget.settle(tokens: Int(more.tokens), cost: ModelCost(nanos: more.nanos))
        guard more != .zero, let ledger, reservation.isBooked else { return cost }
        // What a cancelled caller used is spent all the same.
        let names = accounts.map(\.name)
        let failure = await Task.detached { () -> (any Error)? in
            do { try await ledger.correct(by: more, on: reservation.day, accounts: names) } catch { return error }
            return nil
        }.value
        if let failure { warn(failure) }
        return cost
    }

    private func warn(_ cause: any Error) {
        logger.warning("What a model costs is not noted down.", metadata: ["model": "\(name)", "cause": "\(cause)"])
    }

    private var hasDailyLimit: Bool { daily != .unlimited || dailyOfAll != .unlimited }

    private var accounts: [SpendingAccount] {
        func account(_ name: String, _ budget: ModelBudget) -> SpendingAccount {
            SpendingAccount(name: name, tokens: budget.tokens.map(Int64.init), nanos: budget.cost?.nanos)
        }
        return [account(Self.allModels, dailyOfAll), account(name.description, daily)]
    }

    private func exceeded(_ whose: String, _ limit: ModelBudget, remedy: String) -> BylineError {
        let parts = [limit.tokens.map { "\($0) tokens" }, limit.cost.map { "a cost of \($0)" }].compactMap(\.self)
        return BylineError(
            .modelBudgetExceeded,
            "The call of \(name) may exceed the budget of \(whose): \(parts.joined(separator: ", ")).",
            remedy: remedy, cause: ModelFault(.switchModel))
    }

    // MARK: Estimates

    static func promptTokens(of request: ModelRequest) -> Int {
        request.messages.reduce(0) { $0 + tokens(ofBytes: $1.text.utf8.count) + 8 }
            + tokens(ofBytes: request.schema?.json.utf8.count ?? 0)
    }

    static func tokens(ofBytes count: Int) -> Int { ModelRequest.tokens(ofBytes: count) }

    /// The day of UTC: `2026-11-27`.
    static func day(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: date)
        func padded(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
        return "\(parts.year ?? 0)-\(padded(parts.month))-\(padded(parts.day))"
    }
}

extension BudgetGuard.Reservation {
    var spending: Spending { Spending(tokens: Int64(usage.totalTokens), nanos: cost.nanos) }
}
