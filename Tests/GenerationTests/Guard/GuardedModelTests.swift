import Corpus
import Foundation
import Store
import Synchronization
import Testing
import Transport

@testable import Generation

@Suite struct GuardedModelTests {
    @Test func aCallSaysWhatHappened() async throws {
        let bench = GuardBench([.says("So.", usage: ModelUsage(promptTokens: 1_000, answerTokens: 100))])
        let call = await bench.call()
        #expect(try call.outcome.get().finish == .stop)
        #expect(call.text == "So.")
        let report = call.report
        #expect(report.model == "stub:m" && report.attempts.count == 1 && report.error == nil && !report.isCached)
        #expect(report.usage.totalTokens == 1_100 && !report.isUsageEstimated)
        #expect(report.cost == ModelCost(0.003 + 0.0015))
        #expect(report.breaker == .closed && report.breakerAfter == .closed)
        #expect(report.firstText != nil && report.reportedModel == "m-1" && report.attempts[0].requestID == "r")
        #expect(try JSONDecoder().decode(ModelCallReport.self, from: JSONEncoder().encode(report)) == report)
    }

    @Test func whatMayPassIsAskedAgainAndTheServersPauseIsKept() async throws {
        let bench = GuardBench([
            .fails(.modelUnavailable, .retry), .fails(.modelRateLimited, .retry, after: .seconds(7)), .says("So."),
        ])
        let call = await bench.call()
        #expect(call.text == "So.")
        #expect(bench.recorded.pauses == [.milliseconds(500), .seconds(7)])
        #expect(call.report.attempts.map(\.error) == ["model-unavailable", "model-rate-limited", nil])
        #expect(call.report.attempts.map(\.pause) == [0, 0.5, 7])
    }

    @Test func jitterShortensThePause() async throws {
        let bench = GuardBench([.fails(.modelUnavailable, .retry), .says("So.")], random: 1)
        _ = await bench.call()
        #expect(bench.recorded.pauses == [.milliseconds(375)])
    }

    @Test func theRetriesEnd() async throws {
        let bench = GuardBench(Array(repeating: .fails(.modelUnavailable, .retry), count: 9))
        let call = await bench.call()
        #expect(call.report.error == "model-unavailable" && call.report.attempts.count == 3)
        let long = GuardBench([.fails(.modelRateLimited, .retry, after: .seconds(121)), .says("So.")])
        #expect(await long.call().report.error == "model-rate-limited")
        let late = GuardBench(
            [.fails(.modelRateLimited, .retry, after: .seconds(61)), .says("So.")], whole: .seconds(60))
        #expect(await late.call().report.attempts.count == 1, "the pause would end after the deadline")
    }

    @Test func whatWillNotPassIsNotAskedAgain() async throws {
        for recovery in [ModelRecovery.switchModel, .giveUp] {
            let bench = GuardBench([.fails(.modelKeyRejected, recovery), .says("So.")])
            #expect(await bench.call().report.attempts.count == 1)
        }
    }

    @Test func nothingIsAskedAgainAfterTheFirstText() async throws {
        let bench = GuardBench([.breaksOff("The quay", .modelTruncated, .retry), .says("So.")])
        let call = await bench.call()
        #expect(call.report.error == "model-truncated" && call.report.attempts.count == 1)
        #expect(call.text == "The quay")
    }

    @Test func theWholeDeadlineIsForAllAttempts() async throws {
        let bench = GuardBench([.fails(.modelUnavailable, .retry), .says("So.")], whole: .seconds(60))
        let before = ContinuousClock.now
        _ = await bench.call()
        let deadlines = bench.stub.deadlines
        #expect(deadlines.count == 2 && deadlines[0] == deadlines[1])
        #expect(before.duration(to: deadlines[0]) <= .seconds(61))
    }

    @Test func theReadersErrorsAndCancellationPassThrough() async throws {
        struct Enough: Error {}
        let bench = GuardBench([.says("So."), .says("So.")])
        let call = await bench.model.call(.question, budget: AnswerBudget()) { _ in throw Enough() }
        #expect(throws: Enough.self) { try call.outcome.get() }
        #expect(call.report.attempts.map(\.error) == ["reader"] && call.report.error == "reader")
        #expect(bench.breaker.state == .closed)
        let cancelled = GuardBench([.throwsCancellation])
        let other = await cancelled.call()
        #expect(throws: CancellationError.self) { try other.outcome.get() }
        #expect(other.report.error == "cancelled")
    }

    // MARK: Breaker

    @Test func aProviderThatFailsIsLeftAlone() async throws {
        let bench = GuardBench(Array(repeating: .fails(.modelUnavailable, .switchModel), count: 9))
        for _ in 0..<5 { #expect(await bench.call().report.error == "model-unavailable") }
        let call = await bench.call()
        #expect(call.report.error == "model-circuit-open" && call.report.attempts.isEmpty)
        #expect(call.report.breaker == .open && call.report.breakerAfter == .open)
        let error = try #require(call.error)
        #expect(error.modelFault?.recovery == .switchModel && error.modelFault?.retryAfter != nil)
        #expect(bench.stub.callCount == 5)
    }

    @Test func retriesStopWhenTheBreakerOpens() async throws {
        let bench = GuardBench(Array(repeating: .fails(.modelUnavailable, .retry), count: 9), attempts: 9)
        let call = await bench.call()
        #expect(call.report.attempts.count == 5 && call.report.error == "model-unavailable")
        #expect(call.report.breakerAfter == .open)
    }

    @Test func refusalsAreNoFailuresOfTheProvider() async throws {
        for code: BylineError.Code in [.modelRefused, .modelContextExceeded, .modelNotFound, .modelRequestRefused] {
            let bench = GuardBench(Array(repeating: .fails(code, .switchModel), count: 9))
            for _ in 0..<9 { _ = await bench.call() }
            #expect(bench.breaker.state == .closed, "\(code)")
        }
    }

    // MARK: Cache

    @Test func theSameCallIsMadeOnce() async throws {
        let records = MemoryRecords()
        let bench = GuardBench([.says("So."), .says("Other.")], records: records)
        #expect(await bench.call().text == "So.")
        let again = await bench.call()
        #expect(again.text == "So." && again.report.isCached && again.report.attempts.isEmpty)
        #expect(again.report.cost == .zero && again.report.usage.totalTokens == 0)
        #expect(bench.stub.callCount == 1)
        var other = ModelRequest.question
        other.seed = 2
        #expect(await bench.call(other).text == "Other.")
    }

    @Test func whatIsNotWholeIsNotKept() async throws {
        let records = MemoryRecords()
        let bench = GuardBench(
            [.breaksOff("A", .modelTruncated, .switchModel), .stopsAtLength("A b"), .says("So.")], records: records)
        for expected in ["A", "A b", "So."] { #expect(await bench.call().text == expected) }
        #expect(records.count == 1)
    }

    @Test func theCacheCanBeOffAndMayFail() async throws {
        let records = MemoryRecords()
        let off = GuardBench([.says("So."), .says("Other.")], records: records, isCached: false)
        _ = await off.call()
        #expect(await off.call().text == "Other.")
        #expect(records.count == 0)
        records.isBroken = true
        let broken = GuardBench([.says("So.")], records: records)
        #expect(await broken.call().text == "So.")
    }

    @Test func keysDependOnAllThatDecidesTheAnswer() throws {
        var changes: [ModelRequest] = Array(repeating: .question, count: 7)
        changes[1].messages[1].text += "?"
        changes[2].maximumTokens += 1
        changes[3].temperature = nil
        changes[4].stop = ["x"]
        changes[5].schema = ModelSchema(name: "a", json: "{}")
        changes[6].messages[0].role = .user
        var keys = try changes.map { try CachedAnswer.key(of: $0, fingerprint: "f") }
        keys.append(try CachedAnswer.key(of: .question, fingerprint: "g"))
        #expect(Set(keys).count == 8 && keys.allSatisfy { $0.count == 32 })
        #expect(try keys[0] == CachedAnswer.key(of: .question, fingerprint: "f"))
    }
}
