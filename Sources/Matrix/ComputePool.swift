import Foundation
import Synchronization

/// A fixed number of threads for work that computes: BLAS calls and kernels block them, never the cooperative pool.
///
/// Jobs start in the order in which they come. The threads end when the pool is released and its jobs are done.
public final class ComputePool: Sendable {
    /// How many threads it has.
    public let threads: Int
    private let queue = JobQueue()

    /// A pool for the whole process, with one thread for each processor.
    public static let shared = ComputePool()

    /// How much lower than that of others the priority of background threads is.
    private static let niceness: Int32 = 10

    /// Starts `threads` threads, at least one; by default one for each processor. Those in the background give way to others where
    /// processors are short.
    public init(threads: Int? = nil, name: String = "byline-compute", isBackground: Bool = false) {
        self.threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
        for index in 0..<self.threads {
            let thread = Thread { [queue] in
                // Of this thread alone: on Linux, each has its own.
                if isBackground { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.niceness) }
                while let job = queue.next() { job() }
            }
            thread.name = "\(name)-\(index)"
            thread.stackSize = 1 << 22
            thread.start()
        }
    }

    deinit { queue.close() }

    /// Runs `body` on one of the threads and waits for it without blocking. Throws what `body` throws, and
    /// `CancellationError` where the task was cancelled before `body` began; a running `body` is not interrupted. A hop
    /// costs some 40 µs: hand over work by the batch.
    public func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try Task.checkCancellation()
        let isCancelled = Atomic(false)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<T, any Error>) in
                queue.append {
                    continuation.resume(
                        with: Result {
                            if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
                            return try body()
                        })
                }
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }

    /// Starts `job` when a thread is free, and waits for nothing.
    public func submit(_ job: @escaping @Sendable () -> Void) { queue.append(job) }

    /// Runs `body` on every item, on all threads, and gives the results in the items' order. Hands over no more items at
    /// once than there are threads, so that others' work comes in between. Throws as ``run(_:)`` does; items that have
    /// not begun then never do.
    public func map<Item: Sendable, Value: Sendable>(
        _ items: [Item], _ body: @escaping @Sendable (Item) throws -> Value
    ) async throws -> [Value] {
        try await withThrowingTaskGroup(of: (Int, Value).self) { group in
            var values = [Value?](repeating: nil, count: items.count)
            var next = 0
            func start() {
                guard next < items.count else { return }
                let (index, item) = (next, items[next])
                group.addTask { (index, try await self.run { try body(item) }) }
                next += 1
            }
            for _ in 0..<threads { start() }
            while let (index, value) = try await group.next() {
                values[index] = value
                start()
            }
            return values.compactMap(\.self)
        }
    }
}

/// Jobs in order, for threads that wait for them. A class apart from the pool, so that waiting threads do not keep the
/// pool alive.
private final class JobQueue: @unchecked Sendable {
    // The condition's lock guards the two fields below it.
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []
    private var isClosed = false

    func append(_ job: @escaping @Sendable () -> Void) {
        condition.withLock { jobs.append(job) }
        condition.signal()
    }

    /// The next job; blocks until there is one. Nil when the queue is closed and empty.
    func next() -> (@Sendable () -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty && !isClosed { condition.wait() }
        return jobs.isEmpty ? nil : jobs.removeFirst()
    }

    func close() {
        condition.withLock { isClosed = true }
        condition.broadcast()
    }
}
