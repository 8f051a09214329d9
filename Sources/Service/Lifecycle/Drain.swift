import ServiceLifecycle
import Synchronization

/// The way out: first the server says that it leaves, then it refuses connections, then what is at work may finish.
final class Drain: ServiceLifecycle.Service {
    private let delay: Duration
    private let timeout: Duration
    private let draining = Mutex(false)

    init(delay: Duration, timeout: Duration) {
        self.delay = delay
        self.timeout = timeout
    }

    var isDraining: Bool { draining.withLock { $0 } }

    /// As the last service of its group, it is the first to be shut down: the server stops listening when this returns.
    func run() async throws {
        try await gracefulShutdown()
        draining.withLock { $0 = true }
        try await Task.sleep(for: delay)
    }

    /// Runs `work`, and ends it with `shutting-down` where it goes on for too long after the server was told to stop.
    func bounding<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
        try await withoutActuallyEscaping(work) { work in
            try await withThrowingTaskGroup(of: Value.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await work() }
                group.addTask { [timeout] in
                    try await gracefulShutdown()
                    try await Task.sleep(for: timeout)
                    throw ProblemDetails.shuttingDown
                }
                guard let value = try await group.next() else { throw CancellationError() }
                return value
            }
        }
    }
}
