import Synchronization

/// A queue between two stages of a pipeline: a full one makes its writer wait, an empty one its reader.
///
/// One reader, one writer. Ending is a state of the queue: after ``finish(throwing:)`` the reader takes what is left and then gets
/// nil or the error; after ``cancel()`` both sides get `CancellationError`.
final class BoundedQueue<Element: Sendable>: Sendable {
    private enum Side {
        case reader
        case writer
    }

    private struct State {
        var elements: [Element] = []
        var isFinished = false
        var isCancelled = false
        var failure: (any Error)?
        var reader: CheckedContinuation<Void, Never>?
        var writer: CheckedContinuation<Void, Never>?

        /// Who may go on after a change.
        mutating func takeWaiting() -> [CheckedContinuation<Void, Never>] {
            defer { (reader, writer) = (nil, nil) }
            return [reader, writer].compactMap { $0 }
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    /// Appends; waits while the queue is full.
    func push(_ element: Element) async throws {
        while true {
            let pushed = try change { state -> Bool in
                if state.isCancelled { throw CancellationError() }
                guard state.elements.count < capacity else { return false }
                state.elements.append(element)
                return true
            }
            if pushed { return }
            await wait(as: .writer) { $0.elements.count >= self.capacity && !$0.isCancelled }
        }
    }

    /// The next element; nil at the end. Throws what the queue was finished with.
    func pop() async throws -> Element? {
        while true {
            let (element, isOver) = try change { state -> (Element?, Bool) in
                if state.isCancelled { throw CancellationError() }
                if !state.elements.isEmpty { return (state.elements.removeFirst(), false) }
                if let failure = state.failure { throw failure }
                return (nil, state.isFinished)
            }
            if element != nil || isOver { return element }
            await wait(as: .reader) { $0.elements.isEmpty && !$0.isFinished && !$0.isCancelled }
        }
    }

    /// No more elements will come.
    func finish(throwing failure: (any Error)? = nil) {
        try? change {
            $0.isFinished = true
            $0.failure = failure
        }
    }

    /// Drops what is left; both sides stop.
    func cancel() {
        try? change {
            $0.isCancelled = true
            $0.elements = []
        }
    }

    private func change<Result: Sendable>(_ body: (inout State) throws -> Result) throws -> Result {
        let (result, waiting) = try state.withLock { state in
            let result = try body(&state)
            return (result, state.takeWaiting())
        }
        for continuation in waiting { continuation.resume() }
        return result
    }

    /// Sleeps until the other side changes something, unless `condition` no longer holds.
    private func wait(as side: Side, while condition: (State) -> Bool) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let sleeps = state.withLock { state in
                    guard condition(state), !Task.isCancelled else { return false }
                    switch side {
                    case .reader: state.reader = continuation
                    case .writer: state.writer = continuation
                    }
                    return true
                }
                if !sleeps { continuation.resume() }
            }
        } onCancel: {
            cancel()
        }
        if Task.isCancelled { cancel() }
    }
}
