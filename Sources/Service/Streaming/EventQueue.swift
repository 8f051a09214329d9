import Reasoning
import Synchronization

/// Between those who have something to send and the one who writes: each offer returns when it is written.
///
/// So nothing piles up: every offerer has at most one item here.
final class EventQueue: Sendable {
    enum Item: Sendable {
        case event(AnswerEvent)
        case heartbeat
    }

    /// What is to be written, in order; ends after ``finish()``. Read by one task.
    let items: AsyncStream<(item: Item, acknowledgement: Acknowledgement)>
    private let queue: AsyncStream<(item: Item, acknowledgement: Acknowledgement)>.Continuation
    private let lastWrite = Mutex(ContinuousClock.now)

    init() { (items, queue) = AsyncStream.makeStream() }

    /// Waits until the item is written. Throws `CancellationError` where it never will be.
    func offer(_ item: Item) async throws {
        let acknowledgement = Acknowledgement()
        if case .terminated = queue.yield((item, acknowledgement)) { throw CancellationError() }
        try await acknowledgement.wait()
    }

    /// The item was written.
    func settle(_ acknowledgement: Acknowledgement) {
        lastWrite.withLock { $0 = .now }
        acknowledgement.settle(.success(()))
    }

    /// Offers a heartbeat whenever nothing was written for `interval`, until the task is cancelled.
    func beat(every interval: Duration) async throws {
        while true {
            let due = lastWrite.withLock { $0 } + interval
            try await Task.sleep(until: due)
            if lastWrite.withLock({ $0 }) + interval <= .now { try await offer(.heartbeat) }
        }
    }

    func finish() { queue.finish() }
}
