import Hummingbird
import HummingbirdTesting
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct OverloadTests {
    @Test func permitsAreHandedOnInOrder() async throws {
        let permits = AnswerPermits(atWork: 1, waiting: 1, maximumWait: .seconds(600))
        var held: AnswerPermits.Permit? = try await permits.acquire()
        let next = Task { _ = try await permits.acquire() }
        while permits.waitingCount == 0 { await Task.yield() }
        await #expect(throws: ProblemDetails.overloaded(retryAfter: .seconds(600))) { try await permits.acquire() }
        withExtendedLifetime(held) {}
        held = nil
        try await next.value
        // The next one gave it back too.
        _ = try await permits.acquire()
    }

    @Test func aWaitEndsByRefusalOrByCancellation() async throws {
        let impatient = AnswerPermits(atWork: 1, waiting: 1, maximumWait: .zero)
        let held = try await impatient.acquire()
        await #expect(throws: ProblemDetails.self) { try await impatient.acquire() }
        withExtendedLifetime(held) {}

        let patient = AnswerPermits(atWork: 1, waiting: 1, maximumWait: .seconds(600))
        let permit = try await patient.acquire()
        let waiting = Task { try await patient.acquire() }
        while patient.waitingCount == 0 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(patient.waitingCount == 0)
        withExtendedLifetime(permit) {}
    }

    @Test func oneMoreThanTheServerTakesIsRefusedWithTheTimeToWait() async throws {
        let gate = Gate()
        let writer = ScriptedWriter { task, sink in
            try await gate.pass()
            return try await QuotingWriter().write(task, to: sink)
        }
        let configuration = ServiceConfiguration(
            port: 0, maximumConcurrentAnswers: 1, maximumWaitingAnswers: 0, maximumWait: .seconds(3))
        try await TestNewsroom.with(configuration: configuration, writer: writer) { newsroom in
            try await newsroom.fill()
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { first in
                    try await first.post("/v1/answers", #"{"question":"flood","stream":true}"#)
                    await gate.reached()
                    try await live.connect { second in
                        try await second.post("/v1/answers", #"{"question":"flood"}"#, headers: "Connection: close\r\n")
                        let response = try await second.readToEnd()
                        #expect(response.hasPrefix("HTTP/1.1 503 "))
                        #expect(response.lowercased().contains("\r\nretry-after: 3\r\n"))
                        #expect(response.contains("/problems/overloaded"))
                    }
                    // A search needs no permit.
                    try await live.connect { third in
                        try await third.post("/v1/search", #"{"question":"flood"}"#, headers: "Connection: close\r\n")
                        #expect(try await third.readToEnd().hasPrefix("HTTP/1.1 200 "))
                    }
                    gate.open()
                    _ = try await first.readToEnd()
                }
                try await live.connect { fourth in
                    try await fourth.post("/v1/answers", #"{"question":"flood"}"#)
                    #expect(try await fourth.read(until: "HTTP/1.1 200 "))
                }
            }
        }
    }
}
