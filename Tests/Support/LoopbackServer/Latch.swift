import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Something that happens once, for which tasks and blocking threads can wait: it orders events without sleeping.
public final class Latch: Sendable {
    private let isOpen = Mutex(false)

    /// It has not happened yet.
    public init() {}

    /// It has happened.
    public func open() { isOpen.withLock { $0 = true } }

    /// Whether it has happened.
    public var hasOpened: Bool { isOpen.withLock { $0 } }

    /// Blocks a thread of the server's until it has happened; false after the time.
    public func waitBlocking(seconds: Int = 30) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !hasOpened {
            guard ContinuousClock.now < deadline else { return false }
            usleep(2_000)
        }
        return true
    }

    /// Suspends a task until it has happened; false after the time or when the task is cancelled.
    public func wait(seconds: Int = 30) async -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !hasOpened {
            guard ContinuousClock.now < deadline, !Task.isCancelled else { return false }
            try? await Task.sleep(for: .milliseconds(2))
        }
        return true
    }
}
