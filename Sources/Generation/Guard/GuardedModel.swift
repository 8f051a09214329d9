import Logging
import Corpus
import Foundation
import Store
import Transport

/// A language model with all that makes it fit for use: a breaker, retries, a deadline for all attempts, budgets, a cache.
///
/// This is what a writer calls. ``ModelChain`` makes one for each model of a configuration; all answers share it.
public struct GuardedModel: Sendable {
    /// Who it is.
    public var name: ModelName { model.name }
    /// What it can be asked for.
    public var capabilities: ModelCapabilities { model.capabilities }
    /// What decides its answers beside the request: see ``LanguageModel/fingerprint``.
    public var fingerprint: String { model.fingerprint }
    /// The breaker's state now.
    public var breakerState: CircuitBreaker.State { breaker.state }

    let model: any LanguageModel
    /// For all attempts together, with their pauses.
    let whole: Duration
    let retries: RetryPolicy
    let breaker: SharedBreaker
    let budgets: BudgetGuard
    /// nil: nothing is cached.
    let cache: CallCache?
    let clock: RetryClock
    let logger: Logger

    /// Asks the model, as ``LanguageModel/complete(_:by:onText:)`` does, and again where that helps and nothing was handed over
    /// yet.
    ///
    /// Never throws: the outcome, a completion or an error, comes with the report of what happened. A cached answer is handed
    /// over in one piece.
    public func call(
        _ request: ModelRequest, budget: AnswerBudget = AnswerBudget(), onText: (String) async throws -> Void
    ) async -> ModelCall {
        let start = ContinuousClock.now
        var report = ModelCallReport(model: name, breaker: breaker.state)
        let outcome: Result<ModelCompletion, any Error>
        var hasReaderFailed = false
        do {
            let completion = try await answer(request, budget, start: start, &report) { text in
                do {
                    try await onText(text)
                } catch {
                    hasReaderFailed = true
                    throw error
                }
            }
            outcome = .success(completion)
        } catch {
            outcome = .failure(error)
            report.error = Self.word(for: error, isReaders: hasReaderFailed)
        }
        report.breakerAfter = breaker.state
        report.duration = start.duration(to: .now) / .seconds(1)
        return ModelCall(outcome: outcome, report: report)
    }

    private func answer(
        _ request: ModelRequest, _ budget: AnswerBudget, start: ContinuousClock.Instant,
        _ report: inout ModelCallReport, _ onText: (String) async throws -> Void
    ) async throws -> ModelCompletion {
        if let cached = await cache?.answer(to: request, of: model) {
            report.isCached = true
            report.firstText = start.duration(to: .now) / .seconds(1)
            report.reportedModel = cached.completion.reportedModel
            try await onText(cached.text)
            return cached.completion
        }
        var pause = Duration.zero
        var lastError: (any Error)?
        for number in 1... {
            // An exceeded budget or a breaker that others have opened ends the retries with what they were for.
            let ticket = try permit(else: lastError)
            var attempt = CallAttempt(pause: pause, callStart: start)
            do {
                let completion = try await run(&attempt, request, budget, ticket, by: start + whole, onText)
                attempt.add(to: &report)
                report.reportedModel = completion.reportedModel
                if completion.finish == .stop { await cache?.keep(attempt.text, completion, for: request, of: model) }
                return completion
            } catch {
                attempt.error = Self.word(for: error, isReaders: attempt.hasReaderFailed)
                attempt.fault = (error as? BylineError)?.modelFault
                attempt.add(to: &report)
                pause = try nextPause(after: error, attempt, number: number, start: start)
                lastError = error
            }
            logger.info(
                "will ask again",
                metadata: ["model": "\(name)", "error": "\(attempt.error ?? "")", "pause": "\(pause)"])
            try await clock.sleep(pause)
        }
        throw CancellationError()  // The range above has no end.
    }

    /// One request, between its permission and its reckoning.
    private func run(
        _ attempt: inout CallAttempt, _ request: ModelRequest, _ budget: AnswerBudget, _ ticket: CircuitBreaker.Ticket,
        by deadline: ContinuousClock.Instant, _ onText: (String) async throws -> Void
    ) async throws -> ModelCompletion {
        let reservation: BudgetGuard.Reservation
        do {
            reservation = try await budgets.reserve(request, of: budget)
        } catch {
            breaker.record(.unknown, for: ticket)
            throw error
        }
        attempt.begin()
        let result: Result<ModelCompletion, any Error>
        do {
            result = .success(
                try await model.complete(request, by: deadline) { text in
                    attempt.take(text, keepsText: cache != nil)
                    do {
                        try await onText(text)
                    } catch {
                        attempt.hasReaderFailed = true
                        throw error
                    }
                })
        } catch {
            result = .failure(error)
        }
        attempt.end(result, reservedPrompt: reservation.usage.promptTokens)
        breaker.record(attempt.outcome(result), for: ticket)
        attempt.cost = await budgets.settle(reservation, used: attempt.usage, of: budget)
        return try result.get()
    }

    private func permit(else lastError: (any Error)?) throws -> CircuitBreaker.Ticket {
        switch breaker.permit() {
        case .allowed(let ticket): return ticket
        case .refused(let retryAfter):
            throw lastError
                ?? BylineError(
                    .modelCircuitOpen, "\(name) failed too often of late, and is left alone for \(retryAfter.inWords).",
                    remedy: "Look at its earlier errors; it is tried again by itself.",
                    cause: ModelFault(.switchModel, retryAfter: retryAfter))
        }
    }

    /// The pause before the next attempt; throws the error where there is none.
    private func nextPause(
        after error: any Error, _ attempt: CallAttempt, number: Int, start: ContinuousClock.Instant
    ) throws -> Duration {
        guard let fault = attempt.fault, fault.recovery == .retry, attempt.firstText == nil else { throw error }
        let decision = retries.decision(askedFor: fault.retryAfter, attempt: number, random: clock.random())
        guard case .retry(let pause) = decision, ContinuousClock.now + pause < start + whole else { throw error }
        return pause
    }

    private static func word(for error: any Error, isReaders: Bool) -> String {
        if error is CancellationError { return "cancelled" }
        if isReaders { return "reader" }
        return (error as? BylineError)?.code.rawValue ?? "unknown"
    }
}
