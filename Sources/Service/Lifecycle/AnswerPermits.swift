import Synchronization

/// Refuses overload before work starts: so many answers at work, so many waiting for a short while, the rest refused.
final class AnswerPermits: Sendable {
    /// The right to work on one answer; it ends with the value's life, however the work ends.
    final class Permit: Sendable {
        private let permits: AnswerPermits
        fileprivate init(_ permits: AnswerPermits) { self.permits = permits }
        deinit { permits.release() }
    }

    private struct State {
        var free: Int
        var waiting: [Acknowledgement] = []
    }

    private let state: Mutex<State>
    private let maximumWaiting: Int
    private let maximumWait: Duration

    init(atWork: Int, waiting: Int, maximumWait: Duration) {
        state = Mutex(State(free: max(1, atWork)))
        maximumWaiting = max(0, waiting)
        self.maximumWait = maximumWait
    }

    /// Questions that wait now.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Waits in order of arrival. Throws `overloaded` where the queue is full or the wait too long.
    func acquire() async throws -> Permit {
        let refusal = ProblemDetails.overloaded(retryAfter: maximumWait)
        let place = try state.withLock { state -> Acknowledgement? in
            if state.free > 0 {
                state.free -= 1
                return nil
            }
            guard state.waiting.count < maximumWaiting else { throw refusal }
            let place = Acknowledgement()
            state.waiting.append(place)
            return place
        }
        guard let place else { return Permit(self) }
        defer { state.withLock { $0.waiting.removeAll { $0 === place } } }
        async let _ = giveUp(place, with: refusal)
        try await place.wait()
        return Permit(self)
    }

    private func giveUp(_ place: Acknowledgement, with refusal: ProblemDetails) async {
        guard (try? await Task.sleep(for: maximumWait)) != nil else { return }
        place.settle(.failure(refusal))
    }

    /// Hands the permit to the first who still waits.
    private func release() {
        state.withLock { state in
            while !state.waiting.isEmpty {
                if state.waiting.removeFirst().settle(.success(())) { return }
            }
            state.free += 1
        }
    }
}
