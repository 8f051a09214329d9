import Corpus
import Synchronization

/// A breaker that all calls to one provider share.
final class SharedBreaker: Sendable {
    private let breaker: Mutex<CircuitBreaker>

    init(_ rules: CircuitBreaker.Rules) { breaker = Mutex(CircuitBreaker(rules)) }

    var state: CircuitBreaker.State { breaker.withLock { $0.state(at: .now) } }

    func permit() -> CircuitBreaker.Permission { breaker.withLock { $0.permit(at: .now) } }

    func record(_ outcome: CircuitBreaker.Outcome, for ticket: CircuitBreaker.Ticket) {
        breaker.withLock { $0.record(outcome, for: ticket, at: .now) }
    }
}

extension CircuitBreaker.Outcome {
    /// What an error says about its provider: refusals and prompts that are too long are no failures of it.
    init(after error: any Error) {
        let failures: Set<BylineError.Code> = [
            .modelUnavailable, .modelRateLimited, .modelQuotaUsedUp, .modelKeyRejected, .modelRedirected,
            .modelAnswerMalformed, .modelTruncated, .modelResponseTooLarge, .modelTooSlowConnect,
            .modelTooSlowFirstToken, .modelTooSlowGap, .modelTooSlowWhole,
        ]
        guard let error = error as? BylineError, error.modelFault != nil else {
            self = .unknown
            return
        }
        self = failures.contains(error.code) ? .failure : .success(after: .zero)
    }
}
