import Corpus
import Foundation
import Hummingbird
import HummingbirdTesting
import Reasoning
import Testing

@testable import Service

@Suite(.timeLimit(.minutes(1))) struct AnswerStreamTests {
    @Test(arguments: [true, false])
    func eventsComeInOrder(asksByHeader: Bool) async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let body =
                    asksByHeader
                    ? #"{"question":"Who chairs the flood inquiry?"}"#
                    : #"{"question":"Who chairs the flood inquiry?","stream":true}"#
                let headers: HTTPFields = asksByHeader ? [.accept: "text/event-stream"] : [:]
                let response = try await client.post("/v1/answers", body, headers: headers)
                #expect(response.status == .ok)
                #expect(response.headers[.contentType] == "text/event-stream; charset=utf-8")
                #expect(response.headers[.cacheControl] == "no-store")
                let events = try ServerSentEvents(response.text).events
                #expect(
                    events.map(\.name) == [
                        "answer.created", "stage", "plan", "stage", "evidence", "stage", "stage", "stage", "stage",
                        "answer.delta", "citation", "stage", "answer.completed",
                    ])
                #expect(events.map(\.id) == (0..<events.count).map(String.init))
                for (sequence, event) in events.enumerated() {
                    let data = JSON.object(event.data)
                    #expect(data["sequence"] as? Int == sequence)
                    #expect(data["type"] as? String == event.name)
                }
                let id = JSON.object(events[0].data)["id"] as? String
                let answer = JSON.object(events[12].data)["answer"] as? [String: Any]
                #expect(id != nil && answer?["id"] as? String == id)
                #expect(JSON.object(events[9].data)["text"] as? String == TestNewsroom.articles[0].text)
                #expect(answer?["text"] as? String == TestNewsroom.articles[0].text + " [1]")
            }
        }
    }

    @Test func anAbstentionEndsTheStreamToo() async throws {
        let writer = ScriptedWriter { _, _ in .abstained(reason: "Nothing speaks of it.") }
        try await TestNewsroom.with(writer: writer) { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.post("/v1/answers", #"{"question":"moon","stream":true}"#)
                let last = try #require(ServerSentEvents(response.text).events.last)
                #expect(last.name == "answer.abstained")
                #expect(
                    (JSON.object(last.data)["answer"] as? [String: Any])?["reason"] as? String
                        == "Nothing speaks of it.")
            }
        }
    }

    @Test func aFaultAfterTheHeadIsTheLastEventAndTellsNoInternals() async throws {
        let writer = ScriptedWriter { _, _ in
            throw BylineError("secret-code", "/srv/private/path is broken.", remedy: "Mend /srv/private/path.")
        }
        try await TestNewsroom.with(writer: writer) { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.post(
                    "/v1/answers", #"{"question":"flood","stream":true}"#, headers: [.requestID: "trace-7"])
                let last = try #require(ServerSentEvents(response.text).events.last)
                #expect(last.name == "answer.failed")
                #expect(!response.text.contains("private") && !response.text.contains("secret-code"))
                let data = JSON.object(last.data)
                #expect(data["code"] as? String == "internal-fault")
                #expect(data["message"] as? String == ProblemDetails.internalFault.detail)
                #expect(data["correlation_id"] as? String == "trace-7")
            }
        }
    }

    @Test func faultsBeforeTheHeadHaveAStatus() async throws {
        try await TestNewsroom.with { newsroom in
            try await newsroom.fill()
            try await newsroom.test { client in
                let response = try await client.post(
                    "/v1/answers", #"{"question":"flood","stream":true,"corpus":"nowhere"}"#)
                #expect(response.status == .notFound)
                #expect(response.problem.type == "/problems/unknown-corpus")
                #expect(response.problem.detail == "There is no corpus 'nowhere'.")
            }
        }
    }

    @Test func heartbeatsComeWhileNothingElseDoes() async throws {
        let gate = Gate()
        let writer = ScriptedWriter { task, sink in
            try await gate.pass()
            return try await QuotingWriter().write(task, to: sink)
        }
        let configuration = ServiceConfiguration(port: 0, heartbeat: .milliseconds(20))
        try await TestNewsroom.with(configuration: configuration, writer: writer) { newsroom in
            try await newsroom.fill()
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { connection in
                    try await connection.post("/v1/answers", #"{"question":"flood","stream":true}"#)
                    #expect(try await connection.read(until: ": ping\n\n"))
                    gate.open()
                    _ = try await connection.readToEnd()
                    let stream = try ServerSentEvents(connection.chunkedBody)
                    #expect(!stream.comments.isEmpty && stream.comments.allSatisfy { $0 == " ping" })
                    #expect(stream.events.last?.name == "answer.completed")
                }
            }
        }
    }

    @Test(arguments: [true, false])
    func aReaderWhoLeavesCancelsTheWork(streams: Bool) async throws {
        let gate = Gate()
        let writer = ScriptedWriter { _, _ in
            try await gate.pass()
            return .abstained(reason: "Never reached.")
        }
        let log = CapturedLog()
        try await TestNewsroom.with(writer: writer, logger: log.logger) { newsroom in
            try await newsroom.fill()
            try await LiveService.run(newsroom.service) { live in
                try await live.connect { connection in
                    try await connection.post("/v1/answers", #"{"question":"flood","stream":\#(streams)}"#)
                    await gate.reached()
                }
                // The connection is closed; nothing but its end can let go of the writer.
                await gate.cancelled()
            }
        }
        #expect(!log.lines.contains { $0.contains("failed") || $0.contains("status=500") })
    }

    @Test func anOfferReturnsWhenItIsWritten() async throws {
        let queue = EventQueue()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for sentence in 0..<3 {
                group.addTask {
                    try await queue.offer(.event(.delta(sentence: sentence, text: "")))
                    return sentence
                }
            }
            var settled: Set<Int> = []
            var iterator = queue.items.makeAsyncIterator()
            for _ in 0..<3 {
                guard let (item, acknowledgement) = await iterator.next(),
                    case .event(.delta(let sentence, _)) = item
                else { break }
                queue.settle(acknowledgement)
                settled.insert(sentence)
                // Only an offer that was settled can have returned.
                let returned = try await group.next()
                #expect(returned == sentence)
            }
            #expect(settled == [0, 1, 2])
        }
    }

    @Test func anOfferToNobodyIsCancelled() async throws {
        let queue = EventQueue()
        queue.finish()
        await #expect(throws: CancellationError.self) { try await queue.offer(.heartbeat) }
    }
}
