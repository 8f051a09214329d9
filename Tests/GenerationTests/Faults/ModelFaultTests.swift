import Corpus
import Foundation
import Generation
import LoopbackServer
import Synchronization
import Testing
import Transport

/// Every way in which a server misbehaves, forty times for each protocol: the right error, in time, and nothing left behind.
///
/// The table of what came of it is printed, and stands in decision record 0013.
@Suite struct ModelFaultTests {
    private static let runs = 40
    /// Calls under way at once.
    private static let width = 8
    private static let text = "The quay wall of the Brücke broke at four. 🚢 Nobody was hurt."

    @Test(.timeLimit(.minutes(2)), arguments: ModelDialect.allCases)
    func everyFaultEndsAsItShould(dialect: ModelDialect) async throws {
        let census = ProcessCensus()
        let remains = Remains()
        var rows: [String] = []
        var port = 0
        try await ModelBench.with { _ in
            ScriptedReply(Self.text)
        } _: { bench in
            port = bench.server.server.port
            for fault in FaultCase.all {
                let lag = SchedulingLag()
                defer { lag.stop() }
                let results = try await run(fault, dialect, bench, remains)
                rows.append(check(results, fault, dialect, lag: lag.longest))
            }
            #expect(await bench.server.server.becomesIdle(), "connections are left open at the server")
        }
        #expect(ProcessCensus.sockets(port: port) == 0, "sockets are left open")
        #expect(remains.count == 0, "calls are still held by somebody")
        let after = ProcessCensus()
        print(
            "\n| \(dialect.rawValue): fault | ends with | worst over its deadline, ms | worst time, ms |\n|---|---|---|---|"
        )
        print(rows.joined(separator: "\n"))
        print(
            "descriptors \(census.descriptors) before, \(after.descriptors) after; threads \(census.threads), \(after.threads); "
                + "sockets of the server's port 0, calls still held 0")
    }

    /// The record's table names every fault, once, with what the tests above expect of it.
    @Test func theTableOfTheRecordIsThatOfTheCode() throws {
        let record = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Sources/byline/Documentation.docc/Decisions/0013-Language-models.md")
        let lines = try String(contentsOf: record, encoding: .utf8).split(separator: "\n")
        let heading = try #require(lines.firstIndex { $0.hasPrefix("| Fault |") })
        let rows = lines[(heading + 2)...].prefix { $0.hasPrefix("|") }.map { line in
            line.split(separator: "|").prefix(2).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let known = FaultCase.all.map { fault in
            let endings = ModelDialect.allCases.map { fault.ending($0) }
            return [fault.name, Set(endings).count == 1 ? endings[0] : endings.joined(separator: " \u{00B7} ")]
        }
        #expect(rows == known)
        #expect(known.count >= 25)
    }

    /// Without it, a count that is always zero would prove nothing.
    @Test func whatIsOpenIsCounted() async throws {
        try await ModelBench.with { _ in
            .failing(.hang)
        } _: { bench in
            let remains = Remains()
            let model = bench.model(.chat)
            let task = Task { await Self.once(model, FaultCase(.hang, ""), remains) }
            while bench.server.server.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
            // One end each of client and server. A listing of descriptors may miss some while others come and go.
            let deadline = ContinuousClock.now + .seconds(10)
            while ProcessCensus.sockets(port: bench.server.server.port) < 2, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            #expect(ProcessCensus.sockets(port: bench.server.server.port) >= 1)
            #expect(remains.count == 1)
            task.cancel()
            _ = await task.value
            #expect(remains.count == 0)
        }
    }

    private struct Run: Sendable {
        let ending: String
        /// Beyond the deadline.
        let over: Duration
        let retryAfter: Duration?
        let hasKey: Bool
    }

    private func run(
        _ fault: FaultCase, _ dialect: ModelDialect, _ bench: ModelBench, _ remains: Remains
    ) async throws -> [Run] {
        let closed = fault.isRefusal ? try ClosedPort() : nil
        defer { closed?.stop() }
        let model = bench.model(dialect, model: fault.modelName) { configuration in
            configuration.deadlines = fault.deadlines
            configuration.maximumResponseBytes = 300_000
            if fault.fault == .otherModel { configuration.expectedModel = fault.modelName }
            if let closed { configuration.baseURL = closed.url }
        }
        return await withTaskGroup(of: Run.self) { group in
            var results: [Run] = []
            for number in 0..<Self.runs {
                if number >= Self.width, let result = await group.next() { results.append(result) }
                group.addTask { await Self.once(model, fault, remains) }
            }
            for await result in group { results.append(result) }
            return results
        }
    }

    private static func once(_ model: RemoteModel, _ fault: FaultCase, _ remains: Remains) async -> Run {
        let token = remains.token()
        let start = ContinuousClock.now
        var text = ""
        do {
            let completion = try await model.complete(.question, by: nil) {
                token.touch()
                text += $0
            }
            let over = start.duration(to: .now) - fault.deadline
            let isWhole = text == Self.text
            let isStart = !text.isEmpty && Self.text.hasPrefix(text)
            let ending =
                isWhole ? "the text" : completion.finish == .length && isStart ? "text, length" : "text: \(text)"
            return Run(ending: ending, over: over, retryAfter: nil, hasKey: false)
        } catch {
            let over = start.duration(to: .now) - fault.deadline
            let known = error as? BylineError
            return Run(
                ending: known?.code.rawValue ?? "\(error)", over: over, retryAfter: known?.modelFault?.retryAfter,
                hasKey: "\(error) \(known?.remedy ?? "")".contains("very-secret"))
        }
    }

    private func check(_ runs: [Run], _ fault: FaultCase, _ dialect: ModelDialect, lag: Duration) -> String {
        let endings = Set(runs.map(\.ending)).sorted()
        #expect(runs.count == Self.runs)
        #expect(endings == [fault.ending(dialect)], "\(fault.name) of \(dialect)")
        #expect(runs.allSatisfy { !$0.hasKey }, "\(fault.name) shows the key")
        #expect(runs.allSatisfy { $0.over < .seconds(1) + lag }, "\(fault.name) of \(dialect) is late")
        if fault.fault == .rateLimited { #expect(runs.allSatisfy { $0.retryAfter == .seconds(7) }) }
        let worst = runs.map(\.over).max() ?? .zero
        let late = Int(((fault.isSlow ? worst : worst + fault.deadline) / .milliseconds(1)).rounded())
        return
            "| \(fault.name) | \(endings.joined(separator: ", ")) | \(fault.isSlow ? "\(late)" : "") | \(fault.isSlow ? "" : "\(late)") |"
    }
}

/// A fault with what must come of it.
private struct FaultCase: Sendable {
    /// nil: nothing listens.
    let fault: ModelServerFault?
    private let endings: [ModelDialect: String]
    /// Which deadline ends it; nil where the server does.
    private let limit: Limit?

    enum Limit { case firstToken, gap, whole }

    init(
        _ fault: ModelServerFault?, _ ending: String, _ limit: Limit? = nil,
        but exceptions: [ModelDialect: String] = [:]
    ) {
        self.fault = fault
        self.limit = limit
        endings = Dictionary(uniqueKeysWithValues: ModelDialect.allCases.map { ($0, exceptions[$0] ?? ending) })
    }

    var isRefusal: Bool { fault == nil }
    var isSlow: Bool { limit != nil }
    var name: String { fault?.rawValue ?? "refuse" }
    var modelName: String { "fault-\(fault?.rawValue ?? "none")" }
    func ending(_ dialect: ModelDialect) -> String { endings[dialect] ?? "" }

    /// 100 ms for the deadline that must pass; for the others as long as a busy machine may need.
    var deadlines: ModelDeadlines {
        let (short, long) = (Duration.milliseconds(100), Duration.seconds(30))
        return ModelDeadlines(
            connect: long, firstToken: limit == .firstToken ? short : long, gap: limit == .gap ? short : long,
            whole: limit == .whole ? short : long)
    }

    var deadline: Duration { isSlow ? .milliseconds(100) : .seconds(30) }

    static let all: [FaultCase] = [
        FaultCase(nil, "model-unavailable"),
        FaultCase(.hang, "model-too-slow-first-token", .firstToken),
        FaultCase(.hangAfterHeaders, "model-too-slow-first-token", .firstToken),
        FaultCase(.hangInText, "model-too-slow-gap", .gap),
        FaultCase(.oneByteASecond, "model-too-slow-first-token", .firstToken),
        FaultCase(.endlessHeartbeats, "model-too-slow-first-token", .firstToken),
        FaultCase(.neverEnds, "model-too-slow-whole", .whole),
        FaultCase(.endless, "model-response-too-large"),
        FaultCase(.hugeLine, "model-response-too-large"),
        FaultCase(.decompressionBomb, "model-response-too-large"),
        FaultCase(.rateLimited, "model-rate-limited"),
        FaultCase(.rateLimitedSilently, "model-rate-limited"),
        FaultCase(.internalError, "model-unavailable"),
        FaultCase(.badGateway, "model-unavailable"),
        FaultCase(.unavailable, "model-unavailable"),
        FaultCase(.overloaded, "model-unavailable"),
        FaultCase(.htmlError, "model-unavailable"),
        FaultCase(.html, "model-answer-malformed"),
        FaultCase(.wrongContentType, "model-answer-malformed"),
        FaultCase(.closed, "model-unavailable"),
        FaultCase(.halfClosed, "model-truncated"),
        FaultCase(.resetInEvent, "model-truncated"),
        FaultCase(.mixedLineEnds, "the text"),
        FaultCase(.splitUTF8, "the text"),
        FaultCase(.invalidUTF8, "model-answer-malformed"),
        FaultCase(.badJSON, "model-answer-malformed"),
        FaultCase(.duplicateEvents, "the text", but: [.anthropic: "model-answer-malformed"]),
        FaultCase(.textAfterEnd, "model-answer-malformed"),
        FaultCase(.errorInStream, "model-unavailable"),
        FaultCase(.redirect, "model-redirected"),
        FaultCase(.contentFilter, "model-refused"),
        FaultCase(.lengthStop, "text, length"),
        FaultCase(.emptyAnswer, "model-answer-empty"),
        FaultCase(.toolCall, "model-tool-call"),
        FaultCase(.unknownModel, "model-not-found"),
        FaultCase(.otherModel, "model-mismatch"),
        FaultCase(.expiredKey, "model-key-rejected"),
        FaultCase(.quotaUsedUp, "model-quota-used-up", but: [.gemini: "model-rate-limited"]),
        FaultCase(.contextExceeded, "model-context-exceeded"),
    ]
}

/// How long the machine lets a thread of this process wait that only wants to sleep a little: on a machine with more to do
/// than processors, everybody is late by that, and not by the code's fault.
private final class SchedulingLag: Sendable {
    private struct State {
        var longest = Duration.zero
        var isOver = false
    }

    private let state = Mutex(State())

    init() {
        Thread.detachNewThread { [self] in
            while !state.withLock({ $0.isOver }) {
                let start = ContinuousClock.now
                usleep(5_000)
                let lag = start.duration(to: .now) - .milliseconds(5)
                state.withLock { $0.longest = max($0.longest, lag) }
            }
        }
    }

    var longest: Duration { state.withLock { $0.longest } }

    func stop() { state.withLock { $0.isOver = true } }
}

/// Counts what calls hold: each has a token that lives as long as anybody can still hand it text.
private final class Remains: Sendable {
    final class Token: Sendable {
        private let remains: Remains
        init(_ remains: Remains) { self.remains = remains }
        func touch() {}
        deinit { remains.tokens.withLock { $0 -= 1 } }
    }

    private let tokens = Mutex(0)
    var count: Int { tokens.withLock { $0 } }

    func token() -> Token {
        tokens.withLock { $0 += 1 }
        return Token(self)
    }
}

/// What the process holds at a moment.
private struct ProcessCensus {
    let descriptors = Self.entries("/proc/self/fd").count
    let threads = Self.entries("/proc/self/task").count

    /// Sockets of this process with that port at either end. Other tests run beside this one, so that a count of all would
    /// say nothing.
    static func sockets(port: Int) -> Int {
        let table = (try? String(contentsOfFile: "/proc/self/net/tcp", encoding: .utf8)) ?? ""
        let suffix = ":" + String(format: "%04X", port)
        let inodes = table.split(separator: "\n").dropFirst().compactMap { line -> Substring? in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[1].hasSuffix(suffix) || fields[2].hasSuffix(suffix) else { return nil }
            return fields[9]
        }
        let ours = entries("/proc/self/fd").compactMap {
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        return inodes.count { ours.contains("socket:[\($0)]") }
    }

    private static func entries(_ folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
}

extension LoopbackServer {
    /// Whether all connections end; those that send a byte a second notice it when they send the next ones.
    fileprivate func becomesIdle() async -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while openConnectionCount > 0, ContinuousClock.now < deadline {
            // Kept connections are the client's to close, which it does when it is shut down.
            try? await Task.sleep(for: .milliseconds(20))
        }
        return openConnectionCount <= 16
    }
}
