import Corpus
import Foundation
public import Logging

/// Speaks HTTP/1.1 and HTTP/2 over libcurl, with connections that are kept and shared.
///
/// All transfers of a client run on one thread of its own, which sleeps while nothing happens: no caller ever blocks
/// the cooperative pool. Make one client for a process, and end it with ``shutdown()``. Logs methods, addresses without
/// their private parts, statuses and times at debug level; never headers or bodies.
public final class HTTPClient: Sendable {
    private let loop: CurlLoop
    private let logger: Logger

    /// - Throws: `transfer-failed` where libcurl or its thread cannot be started.
    public init(logger: Logger) throws {
        guard let loop = CurlLoop() else {
            throw BylineError(
                .transferFailed, "libcurl could not be started.", remedy: "Check the memory and threads of the machine."
            )
        }
        self.loop = loop
        self.logger = logger
    }

    deinit { loop.stopAndDetach() }

    /// Ends every transfer with `client-shut-down`, and returns when the thread has ended. Safe to repeat.
    public func shutdown() async { await loop.stopAndJoin() }

    /// Sends a request, and hands over the head of its answer and the body while it comes.
    ///
    /// The transfer ends with the scope: when `read` returns or throws before the body's end, or when the task is
    /// cancelled, the connection is closed at once. A status of any kind is an answer, not an error.
    ///
    /// - Throws: a `BylineError` with the codes of this module, `CancellationError`, or whatever `read` throws.
    public func withResponse<Result>(
        to request: HTTPRequest, _ read: (HTTPResponseHead, HTTPBody) async throws -> Result
    ) async throws -> Result {
        let start = ContinuousClock.now
        var request = request
        for hop in 0... {
            try request.validate()
            let current = request
            let outcome: Outcome<Result> = try await exchange(current, since: start) { head, body in
                if let next = try Redirect.next(after: current, head: head, hop: hop) { return .redirect(next) }
                return .result(try await read(head, body))
            }
            switch outcome {
            case .result(let result): return result
            case .redirect(let next): request = next
            }
        }
        throw CancellationError()  // The range above has no end.
    }

    /// Sends a request and collects its answer, again where the policy says so.
    ///
    /// Where no attempt succeeds, the last answer is returned, whatever its status, or the last error thrown. The
    /// request's total timeout holds for each attempt by itself.
    public func send(
        _ request: HTTPRequest, retrying policy: RetryPolicy = .never, clock: RetryClock = .system
    ) async throws -> HTTPResponse {
        for attempt in 1... {
            let decision: RetryPolicy.Decision
            let reason: String
            do {
                let response = try await withResponse(to: request) { head, body in
                    HTTPResponse(head: head, body: try await body.collect())
                }
                decision = policy.decision(
                    after: response, attempt: attempt, now: clock.now(), random: clock.random())
                guard case .retry = decision else { return response }
                reason = "status \(response.status)"
            } catch let error as BylineError {
                decision = policy.decision(after: error, attempt: attempt, random: clock.random())
                guard case .retry = decision else { throw error }
                reason = error.code.rawValue
            }
            try await pause(decision, request, attempt: attempt, reason: reason, clock)
        }
        throw CancellationError()  // The range above has no end.
    }

    /// The streaming form with retries, which end when `read` begins: what it has passed on cannot be taken back.
    public func withResponse<Result>(
        to request: HTTPRequest, retrying policy: RetryPolicy, clock: RetryClock = .system,
        _ read: (HTTPResponseHead, HTTPBody) async throws -> Result
    ) async throws -> Result {
        for attempt in 1... {
            var hasBegun = false
            var decision = RetryPolicy.Decision.giveUp
            var reason = ""
            do {
                let result: Result? = try await withResponse(to: request) { head, body in
                    guard head.status >= 400, attempt < policy.attempts else {
                        hasBegun = true
                        return try await read(head, body)
                    }
                    // The body of an error is short, and may say that a retry is useless.
                    let failure = HTTPResponse(head: head, body: try await body.collect())
                    decision = policy.decision(
                        after: failure, attempt: attempt, now: clock.now(), random: clock.random())
                    guard case .giveUp = decision else {
                        reason = "status \(head.status)"
                        return nil
                    }
                    hasBegun = true
                    return try await read(head, HTTPBody(source: .data(OneShot(failure.body))))
                }
                if let result { return result }
            } catch let error as BylineError where !hasBegun {
                decision = policy.decision(after: error, attempt: attempt, random: clock.random())
                guard case .retry = decision else { throw error }
                reason = error.code.rawValue
            }
            try await pause(decision, request, attempt: attempt, reason: reason, clock)
        }
        throw CancellationError()  // The range above has no end.
    }

    private func pause(
        _ decision: RetryPolicy.Decision, _ request: HTTPRequest, attempt: Int, reason: String, _ clock: RetryClock
    ) async throws {
        guard case .retry(let pause) = decision else { return }
        logger.info(
            "will retry",
            metadata: [
                "request": "\(request)", "reason": "\(reason)", "attempt": "\(attempt)", "pause": "\(pause)",
            ])
        try await clock.sleep(pause)
    }

    private enum Outcome<Result> {
        case result(Result)
        case redirect(HTTPRequest)
    }

    /// One request and one answer. `start` is when the first request of a chain of redirects was sent.
    private func exchange<Result>(
        _ request: HTTPRequest, since start: ContinuousClock.Instant,
        _ read: (HTTPResponseHead, HTTPBody) async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        let transfer = Transfer(request, on: loop, since: start)
        defer { transfer.cancel() }
        do {
            let head = try await transfer.start()
            logger.debug(
                "answered",
                metadata: [
                    "request": "\(request)", "status": "\(head.status)", "after": "\(ContinuousClock.now - start)",
                ])
            return try await read(head, HTTPBody(source: .transfer(transfer)))
        } catch let fault as TransferFault {
            let error = fault.error(for: request)
            logger.debug(
                "failed",
                metadata: [
                    "request": "\(request)", "error": "\((error as? BylineError)?.code.rawValue ?? "cancelled")",
                ])
            throw error
        }
    }
}
