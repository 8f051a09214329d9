import Testing

@testable import Ingestion

@Suite("Bounded queue", .timeLimit(.minutes(1)))
struct BoundedQueueTests {
    @Test("hands over everything, in order")
    func order() async throws {
        let queue = BoundedQueue<Int>(capacity: 3)
        async let fed: Void = {
            for number in 0..<1_000 { try await queue.push(number) }
            queue.finish()
        }()
        var taken: [Int] = []
        while let number = try await queue.pop() { taken.append(number) }
        try await fed
        #expect(taken == Array(0..<1_000))
    }

    @Test("makes the writer wait while it is full")
    func backPressure() async throws {
        let queue = BoundedQueue<Int>(capacity: 2)
        try await queue.push(1)
        try await queue.push(2)
        let third = Task { try await queue.push(3) }
        #expect(try await queue.pop() == 1)
        try await third.value
        #expect(try await queue.pop() == 2)
        #expect(try await queue.pop() == 3)
    }

    @Test("gives what is left before the error that ended it")
    func failure() async throws {
        struct Broken: Error {}
        let queue = BoundedQueue<Int>(capacity: 2)
        try await queue.push(1)
        queue.finish(throwing: Broken())
        #expect(try await queue.pop() == 1)
        await #expect(throws: Broken.self) { try await queue.pop() }
    }

    @Test("wakes both sides when it is cancelled")
    func cancellation() async throws {
        let queue = BoundedQueue<Int>(capacity: 1)
        let reader = Task { try await queue.pop() }
        queue.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        await #expect(throws: CancellationError.self) { try await queue.push(1) }
    }

    @Test("ends with the task that waits on it")
    func taskCancellation() async throws {
        let queue = BoundedQueue<Int>(capacity: 1)
        let reader = Task { try await queue.pop() }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
    }
}
