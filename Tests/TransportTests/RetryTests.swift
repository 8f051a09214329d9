import Corpus
import Foundation
import LoopbackServer
import Synchronization
import Testing

@testable import Transport

@Suite struct RetryTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    private func decide(
        _ status: Int, _ headers: HTTPHeaders = [:], body: String = "", attempt: Int = 1, random: Double = 0
    ) -> RetryPolicy.Decision {
        let response = HTTPResponse(
            head: HTTPResponseHead(status: status, headers: headers), body: Data(body.utf8))
        return RetryPolicy().decision(after: response, attempt: attempt, now: now, random: random)
    }

    @Test(arguments: [408, 409, 429, 500, 502, 503, 504, 529])
    func transientStatuses(status: Int) { #expect(decide(status) == .retry(after: .milliseconds(500))) }

    @Test(arguments: [200, 302, 400, 401, 403, 404, 413, 422, 501, 505])
    func lastingStatuses(status: Int) { #expect(decide(status) == .giveUp) }

    @Test func pausesDoubleUpToTheMaximumAndJitterShortensThem() {
        let policy = RetryPolicy(attempts: 100)
        let error = BylineError(.connectionRefused, "", remedy: "")
        let pauses = [1, 2, 5, 6, 99].map { policy.decision(after: error, attempt: $0, random: 0) }
        #expect(
            pauses == [
                .retry(after: .milliseconds(500)), .retry(after: .seconds(1)), .retry(after: .seconds(8)),
                .retry(after: .seconds(8)), .retry(after: .seconds(8)),
            ])
        #expect(policy.decision(after: error, attempt: 2, random: 1) == .retry(after: .milliseconds(750)))
        #expect(policy.decision(after: error, attempt: 100, random: 0) == .giveUp)
    }

    @Test func theServersPauseCounts() {
        #expect(decide(429, ["Retry-After": "7"]) == .retry(after: .seconds(7)))
        #expect(decide(429, ["Retry-After": "0"]) == .retry(after: .zero))
        #expect(decide(429, ["Retry-After": "120"]) == .retry(after: .seconds(120)))
        #expect(decide(429, ["Retry-After": "121"]) == .giveUp)
        #expect(decide(429, ["Retry-After": "1e300"]) == .giveUp)
        #expect(decide(429, ["retry-after-ms": "20", "Retry-After": "7"]) == .retry(after: .milliseconds(20)))
        #expect(decide(429, ["Retry-After": "Sun, 06 Nov 1994 08:49:47 GMT"]) == .retry(after: .seconds(10)))
        #expect(decide(429, ["Retry-After": "Sun, 06 Nov 1994 08:00:00 GMT"]) == .retry(after: .zero))
    }

    @Test(arguments: ["soon", "-3", "nan", "inf", "Sun, 06 Foo 1994 08:49:47 GMT", "Sun, 06 Nov 1994 88:49:47 GMT"])
    func unreadablePausesAreNotTaken(value: String) {
        #expect(decide(429, ["Retry-After": value]) == .retry(after: .milliseconds(500)))
    }

    @Test func theServerMayOverruleTheStatus() {
        #expect(decide(400, ["x-should-retry": "true"]) == .retry(after: .milliseconds(500)))
        #expect(decide(500, ["x-should-retry": "false"]) == .giveUp)
        #expect(decide(200, ["x-should-retry": "true"]) == .giveUp)
    }

    @Test func aUsedUpQuotaIsNotAskedAgain() {
        let body = #"{"error":{"message":"no money","type":"insufficient_quota","code":"insufficient_quota"}}"#
        #expect(decide(429, ["x-should-retry": "true"], body: body) == .giveUp)
    }

    @Test func onlyTransientErrorsAreRetried() {
        let policy = RetryPolicy()
        for code: BylineError.Code in [.tls, .timeoutTotal, .responseTooLarge, .requestInvalid, .clientShutDown] {
            #expect(policy.decision(after: BylineError(code, "", remedy: ""), attempt: 1, random: 0) == .giveUp)
        }
        #expect(policy.decision(after: CancellationError(), attempt: 1, random: 0) == .giveUp)
    }

    @Test func theClientRetriesUntilAnAnswerIsGood() async throws {
        let clock = RecordedClock()
        try await withServer { exchange in
            switch exchange.number {
            case 1:
                exchange.respond(429, headers: ["Retry-After": "3"])
                // On a connection that was kept, libcurl itself would repeat the next request.
                exchange.close()
            case 2: exchange.close()
            case 3:
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                exchange.close()
            default: exchange.respond(200, "good")
            }
        } _: { server, client in
            let response = try await client.send(
                HTTPRequest(url: server.url()), retrying: RetryPolicy(attempts: 4), clock: clock.clock)
            #expect(String(decoding: response.body, as: UTF8.self) == "good")
            #expect(clock.pauses == [.seconds(3), .seconds(1), .seconds(2)])
        }
    }

    @Test func theLastFailureIsHandedOver() async throws {
        let clock = RecordedClock()
        try await withServer { exchange in
            exchange.request.target == "/close" ? exchange.close() : exchange.respond(503, "still busy")
        } _: { server, client in
            let response = try await client.send(
                HTTPRequest(url: server.url()), retrying: RetryPolicy(), clock: clock.clock)
            #expect(response.status == 503)
            #expect(String(decoding: response.body, as: UTF8.self) == "still busy")
            #expect(server.requests.count == 3)
            await expectError(.connectionLost, "/close without an answer.") {
                _ = try await client.send(
                    HTTPRequest(url: server.url("/close")), retrying: RetryPolicy(), clock: clock.clock)
            }
        }
    }

    @Test func streamsAreRetriedUntilTheyBegin() async throws {
        let clock = RecordedClock()
        try await withServer { exchange in
            switch exchange.number {
            case 1: exchange.respond(500, "broken")
            case 2: exchange.respond(404, "missing")
            default:
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
                exchange.close()
            }
        } _: { server, client in
            let request = HTTPRequest(url: server.url())
            let text = try await client.withResponse(to: request, retrying: RetryPolicy(), clock: clock.clock) {
                "\($0.status) \(String(decoding: try await $1.collect(), as: UTF8.self))"
            }
            #expect(text == "404 missing")
            await expectError(.responseTruncated, "ended too early.") {
                try await client.withResponse(to: request, retrying: RetryPolicy(), clock: clock.clock) {
                    _ = try await $1.collect()
                }
            }
            #expect(server.requests.count == 3, "what the reader has seen cannot be taken back")
        }
    }
}

/// Does not sleep, but remembers for how long it should have.
final class RecordedClock: Sendable {
    private let recorded = Mutex<[Duration]>([])

    var pauses: [Duration] { recorded.withLock { $0 } }

    var clock: RetryClock {
        RetryClock(
            sleep: { pause in self.recorded.withLock { $0.append(pause) } }, random: { 0 },
            now: { Date(timeIntervalSince1970: 0) })
    }
}
