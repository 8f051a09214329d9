import ServiceLifecycle
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct DrainTests {
    private func held(_ gate: Gate) -> ScriptedWriter {
        ScriptedWriter { task, sink in
            try await gate.pass()
            return try await QuotingWriter().write(task, to: sink)
        }
    }

    @Test func answersAtWorkFinishWhileNewConnectionsAreRefused() async throws {
        let gate = Gate()
        try await TestNewsroom.with(configuration: .init(port: 0), writer: held(gate)) { newsroom in
            try await newsroom.fill()
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { connection in
                    try await connection.post("/v1/answers", #"{"question":"flood","stream":true}"#)
                    await gate.reached()
                    await live.group.triggerGracefulShutdown()
                    // The listener closes soon after; until then a connection may still be taken.
                    while (try? await live.connect { _ in }) != nil { await Task.yield() }
                    gate.open()
                    _ = try await connection.readToEnd()
                    let stream = try ServerSentEvents(connection.chunkedBody)
                    #expect(stream.events.last?.name == "answer.completed")
                }
            }
        }
    }

    @Test func answersThatTakeTooLongAreEndedWithAReason() async throws {
        let gate = Gate()
        var configuration = ServiceConfiguration(port: 0, drainTimeout: .milliseconds(50))
        // Beside hundreds of other tests, two seconds may pass before the answer has a turn to say why it ends.
        configuration.cutOffDelay = .seconds(50)
        try await TestNewsroom.with(configuration: configuration, writer: held(gate)) { newsroom in
            try await newsroom.fill()
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { connection in
                    try await connection.post("/v1/answers", #"{"question":"flood","stream":true}"#)
                    await gate.reached()
                    await live.group.triggerGracefulShutdown()
                    await gate.cancelled()
                    _ = try await connection.readToEnd()
                    let last = try #require(ServerSentEvents(connection.chunkedBody).events.last)
                    #expect(last.name == "answer.failed")
                    #expect(JSON.object(last.data)["code"] as? String == "shutting-down")
                }
            }
        }
    }

    @Test func readinessEndsBeforeTheListenerDoes() async throws {
        // The delay is what an operator grants a load balancer; here, what is granted to the requests below.
        let configuration = ServiceConfiguration(port: 0, drainDelay: .seconds(1))
        try await TestNewsroom.with(configuration: configuration) { newsroom in
            try await LiveService.run(newsroom.service) { live in
                func ready() async throws -> String {
                    try await live.connect { connection in
                        try await connection.send("GET /readyz HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n")
                        return try await connection.readToEnd()
                    }
                }
                #expect(try await ready().hasPrefix("HTTP/1.1 200 "))
                await live.group.triggerGracefulShutdown()
                var response = try await ready()
                while response.hasPrefix("HTTP/1.1 200 ") { response = try await ready() }
                #expect(response.hasPrefix("HTTP/1.1 503 "))
                #expect(response.contains("The server is shutting down."))
            }
        }
    }
}
