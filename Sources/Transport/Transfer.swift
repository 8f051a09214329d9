import Foundation
import Synchronization

/// One exchange under way: the state that the loop's thread fills and one task reads.
final class Transfer: Sendable {
    private struct State {
        var machine: TransferStateMachine
        /// The reader, when it waits.
        var reader: CheckedContinuation<Void, Never>?
        /// Whether the reader waits for the head rather than for the body.
        var wantsHead = false
    }

    let request: HTTPRequest
    private let loop: CurlLoop
    private let state: Mutex<State>

    /// `start`: when the total timeout began to count.
    init(_ request: HTTPRequest, on loop: CurlLoop, since start: ContinuousClock.Instant) {
        self.request = request
        self.loop = loop
        let machine = TransferStateMachine(
            timeouts: request.timeouts, maximumResponseBytes: request.maximumResponseBytes, start: start, now: .now)
        state = Mutex(State(machine: machine))
    }

    // MARK: The loop's side

    /// Lets the state machine see an event, then wakes the reader if there is something for it.
    func update<Result: Sendable>(_ event: (inout TransferStateMachine) -> Result) -> Result {
        let (result, reader) = state.withLock { state in
            let result = event(&state.machine)
            let isReady = state.wantsHead ? state.machine.isHeadKnown : state.machine.isReadable
            guard isReady, let reader = state.reader else {
                return (result, CheckedContinuation<Void, Never>?.none)
            }
            state.reader = nil
            return (result, reader)
        }
        reader?.resume()
        return result
    }

    var deadline: ContinuousClock.Instant? { state.withLock { $0.machine.deadline } }

    // MARK: The reader's side

    /// Starts the transfer and waits for the answer's head.
    func start() async throws -> HTTPResponseHead {
        loop.enqueue(.add(self))
        return try await withTaskCancellationHandler {
            await waitUntilReady(forHead: true)
            return try state.withLock { state in
                guard let head = state.machine.head else {
                    guard case .ended(let fault?) = state.machine.phase else { throw TransferFault.malformedHead }
                    throw fault
                }
                return head
            }
        } onCancel: {
            cancel()
        }
    }

    /// The next piece of the body; nil at its end. A wait beyond `deadline` ends the transfer.
    func nextChunk(by deadline: ContinuousClock.Instant?) async throws -> Data? {
        do {
            return try await withTaskCancellationHandler {
                while true {
                    switch state.withLock({ $0.machine.read(at: .now, waitingUntil: deadline) }) {
                    case .chunk(let data, let resume):
                        if resume { loop.enqueue(.resume(self)) }
                        return data
                    case .end: return nil
                    case .fault(let fault): throw fault
                    case .wait:
                        if deadline != nil { loop.enqueue(.recheck) }
                        await waitUntilReady(forHead: false)
                    }
                }
            } onCancel: {
                cancel()
            }
        } catch let fault as TransferFault {
            throw fault.error(for: request)
        }
    }

    /// Ends the transfer at once; harmless when it is over.
    func cancel() {
        if update({ $0.cancel() }) { loop.enqueue(.remove(self)) }
    }

    private func waitUntilReady(forHead: Bool) async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let (isReady, previous) = state.withLock { state in
                let isReady = forHead ? state.machine.isHeadKnown : state.machine.isReadable
                let previous = state.reader
                state.reader = isReady ? nil : continuation
                state.wantsHead = forHead
                return (isReady, previous)
            }
            // A second reader, against the contract: the first must not hang for ever.
            previous?.resume()
            if isReady { continuation.resume() }
        }
    }
}
