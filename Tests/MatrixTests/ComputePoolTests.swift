import Foundation
import Matrix
import Synchronization
import Testing

@Suite struct ComputePoolTests {
    @Test func givesBackWhatAJobReturnsOrThrows() async throws {
        struct Fault: Error {}
        let pool = ComputePool(threads: 2)
        #expect(try await pool.run { 6 * 7 } == 42)
        await #expect(throws: Fault.self) { try await pool.run { throw Fault() } }
    }

    @Test func neverRunsMoreJobsAtOnceThanItHasThreads() async throws {
        let pool = ComputePool(threads: 2)
        let running = Gauge()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<24 {
                group.addTask {
                    try await pool.run {
                        running.add(1)
                        Thread.sleep(forTimeInterval: 0.002)
                        running.add(-1)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(running.most <= 2)
        #expect(running.now == 0)
    }

    @Test func mapsInOrder() async throws {
        let pool = ComputePool(threads: 3)
        let squares = try await pool.map(Array(0..<50)) { number in
            Thread.sleep(forTimeInterval: number.isMultiple(of: 7) ? 0.002 : 0)
            return number * number
        }
        #expect(squares == (0..<50).map { $0 * $0 })
        #expect(try await pool.map([Int]()) { $0 }.isEmpty)
        struct Fault: Error {}
        await #expect(throws: Fault.self) { try await pool.map([1, 2, 3]) { _ in throw Fault() } }
    }

    @Test func aCancelledTaskDoesNotBeginItsJob() async {
        let pool = ComputePool(threads: 1)
        let gate = DispatchSemaphore(value: 0)
        let blocker = Task { try await pool.run { gate.wait() } }
        let waiting = Task { try await pool.run { Issue.record("began although it was cancelled") } }
        waiting.cancel()
        gate.signal()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        await #expect(throws: Never.self) { try await blocker.value }
    }
}

/// How many jobs run, and the most that ever did.
private final class Gauge: Sendable {
    private let state = Mutex((now: 0, most: 0))

    var now: Int { state.withLock { $0.now } }
    var most: Int { state.withLock { $0.most } }

    func add(_ change: Int) {
        state.withLock { $0 = ($0.now + change, max($0.most, $0.now + change)) }
    }
}
