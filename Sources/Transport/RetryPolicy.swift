public import Corpus
public import Foundation

/// When and how often a request is sent again, as a pure decision; ``HTTPClient/send(_:retrying:)`` carries it out.
///
/// Retried are 408, 409, 429, all 5xx but 501 and 505, and failures of the connection; a header `x-should-retry: true` or
/// `false` overrules the status, and a quota that is used up (`insufficient_quota`) is never asked again. The request
/// must be one that may be repeated.
public struct RetryPolicy: Sendable, Hashable {
    /// All sends of a request, the first included; at least 1.
    public var attempts: Int
    /// The pause before the second send; doubles from one to the next.
    public var firstPause: Duration
    /// Where the doubling ends.
    public var maximumPause: Duration
    /// By how much a pause may be shorter than that, at random, so that clients do not return all at once: 0 to 1.
    public var jitter: Double
    /// The longest pause that a server may ask for with `retry-after-ms` or `Retry-After`. Above it, its answer stands.
    public var maximumServerPause: Duration

    /// The defaults are those of OpenAI's own clients.
    public init(
        attempts: Int = 3, firstPause: Duration = .milliseconds(500), maximumPause: Duration = .seconds(8),
        jitter: Double = 0.25, maximumServerPause: Duration = .seconds(120)
    ) {
        self.attempts = max(1, attempts)
        self.firstPause = firstPause
        self.maximumPause = maximumPause
        self.jitter = jitter
        self.maximumServerPause = maximumServerPause
    }

    /// Sends once.
    public static let never = RetryPolicy(attempts: 1)

    /// What to do after an attempt that was not a success.
    public enum Decision: Sendable, Hashable {
        case giveUp
        case retry(after: Duration)
    }

    /// Decides after an answer. `attempt` counts from 1, `random` is in 0..<1.
    public func decision(
        after response: HTTPResponse, attempt: Int, now: Date, random: Double
    ) -> Decision {
        guard isTransient(response) else { return .giveUp }
        return decision(askedFor: RetryAfter.pause(in: response.headers, now: now), attempt: attempt, random: random)
    }

    /// Decides after a failure that is known to be transient, with the pause that the server asked for, if it did.
    public func decision(askedFor pause: Duration?, attempt: Int, random: Double) -> Decision {
        guard attempt < attempts else { return .giveUp }
        guard let pause else { return .retry(after: self.pause(attempt: attempt, random: random)) }
        return pause <= maximumServerPause ? .retry(after: pause) : .giveUp
    }

    /// Decides after an error of this module.
    public func decision(after error: any Error, attempt: Int, random: Double) -> Decision {
        guard attempt < attempts, let error = error as? BylineError, Self.transientCodes.contains(error.code) else {
            return .giveUp
        }
        return .retry(after: pause(attempt: attempt, random: random))
    }

    /// Errors that may be gone at the next attempt. A passed total timeout is not among them: it is the caller's
    /// patience.
    public static let transientCodes: Set<BylineError.Code> = [
        .connectionRefused, .connectionFailed, .connectionLost, .responseTruncated, .nameNotResolved, .timeoutConnect,
        .timeoutFirstByte, .timeoutIdle,
    ]

    private func isTransient(_ response: HTTPResponse) -> Bool {
        guard response.status >= 400, ServiceFault(response.body)?.isQuotaUsedUp != true else { return false }
        switch response.headers["x-should-retry"]?.lowercased() {
        case "true": return true
        case "false": return false
        default: break
        }
        return switch response.status {
        case 408, 409, 429: true
        case 501, 505: false
        default: response.status >= 500
        }
    }

    private func pause(attempt: Int, random: Double) -> Duration {
        // 2^30 pauses are beyond any maximum, and a larger exponent would overflow.
        let doubled = firstPause * Double(1 << min(max(0, attempt - 1), 30))
        return min(doubled, maximumPause) * (1 - jitter * random)
    }
}

/// What a retry needs from the world; tests bring their own.
public struct RetryClock: Sendable {
    /// Waits, and throws `CancellationError` when the task is cancelled.
    public var sleep: @Sendable (Duration) async throws -> Void
    /// In 0..<1.
    public var random: @Sendable () -> Double
    /// For `Retry-After` with a date.
    public var now: @Sendable () -> Date

    /// A clock of these parts.
    public init(
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        random: @escaping @Sendable () -> Double, now: @escaping @Sendable () -> Date
    ) {
        self.sleep = sleep
        self.random = random
        self.now = now
    }

    /// The system's.
    public static let system = RetryClock(
        sleep: { try await Task.sleep(for: $0) }, random: { .random(in: 0..<1) }, now: { Date() })
}
