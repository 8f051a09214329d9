/// Decides whether a provider is asked at all, from how it did of late: a pure state machine.
///
/// Valid transitions are
///
///     closed → open       when of the calls in the window too many failed or were too slow
///     open → halfOpen     when the pause is over
///     halfOpen → closed   when all probes succeeded
///     halfOpen → open     when a probe failed; the pause doubles, up to its maximum
///
/// Nygard, Release It!, 2nd edition, chapter 5. Memory and time are bounded by ``Rules/maximumCalls``.
public struct CircuitBreaker: Sendable {
    /// A moment of the caller's clock.
    public typealias Instant = ContinuousClock.Instant

    /// What callers see.
    public enum State: String, Sendable, Hashable, Codable {
        /// All calls pass.
        case closed
        /// None passes.
        case open
        /// A few pass, on probation.
        case halfOpen = "half-open"
    }

    /// When it opens and closes.
    public struct Rules: Sendable, Hashable {
        /// Calls older than this are forgotten.
        public var window: Duration
        /// Newest calls that count at most.
        public var maximumCalls: Int
        /// Below so many calls in the window nothing is decided.
        public var minimumCalls: Int
        /// It opens at this share of failed calls; 0 to 1.
        public var failureRate: Double
        /// A success that takes longer to its first text is slow; nil: none is.
        public var slowAfter: Duration?
        /// It opens at this share of slow or failed calls; 0 to 1.
        public var slowRate: Double
        /// How long it stays open at first.
        public var pause: Duration
        /// Where the doubling of the pause ends.
        public var maximumPause: Duration
        /// Probes at once, and successes that it takes to close.
        public var probes: Int

        /// Rules of these parts.
        public init(
            window: Duration = .seconds(60), maximumCalls: Int = 100, minimumCalls: Int = 5, failureRate: Double = 0.5,
            slowAfter: Duration? = nil, slowRate: Double = 0.8, pause: Duration = .seconds(15),
            maximumPause: Duration = .seconds(300), probes: Int = 1
        ) {
            self.window = window
            self.maximumCalls = max(1, maximumCalls)
            self.minimumCalls = max(1, minimumCalls)
            self.failureRate = failureRate
            self.slowAfter = slowAfter
            self.slowRate = slowRate
            self.pause = pause
            self.maximumPause = max(pause, maximumPause)
            self.probes = max(1, probes)
        }
    }

    /// What a caller may do.
    public enum Permission: Sendable, Hashable {
        /// Call, and ``CircuitBreaker/record(_:for:at:)`` with this ticket, whatever happens.
        case allowed(Ticket)
        /// Do not; ask again after this time.
        case refused(retryAfter: Duration)
    }

    /// A call that was allowed. Tickets of an earlier state change nothing when they come back.
    public struct Ticket: Sendable, Hashable {
        fileprivate let generation: Int
        fileprivate let isProbe: Bool
    }

    /// How a call went, as far as the provider is concerned.
    public enum Outcome: Sendable, Hashable {
        /// It answered, and began to after this time.
        case success(after: Duration)
        /// It did not, or not properly.
        case failure
        /// Nothing was learned: the caller went away.
        case unknown
    }

    private struct Call {
        let moment: Instant
        let isFailure: Bool
        let isSlow: Bool
    }

    private enum Phase {
        case closed
        case open(until: Instant)
        case halfOpen(underWay: Int, succeeded: Int)
    }

    /// When it opens and closes.
    public let rules: Rules
    private var phase = Phase.closed
    private var calls: [Call] = []
    private var pause: Duration
    /// Counts the changes of state.
    private var generation = 0

    /// A closed breaker without a past.
    public init(_ rules: Rules = Rules()) {
        self.rules = rules
        pause = rules.pause
    }

    /// The state at `now`. An open breaker is half-open as soon as its pause is over.
    public func state(at now: Instant) -> State {
        switch phase {
        case .closed: .closed
        case .open(let until): now < until ? .open : .halfOpen
        case .halfOpen: .halfOpen
        }
    }

    /// Asks for a call.
    public mutating func permit(at now: Instant) -> Permission {
        if case .open(let until) = phase {
            guard now >= until else { return .refused(retryAfter: now.duration(to: until)) }
            enter(.halfOpen(underWay: 0, succeeded: 0))
        }
        switch phase {
        case .closed: return .allowed(Ticket(generation: generation, isProbe: false))
        case .halfOpen(let underWay, let succeeded) where underWay + succeeded < rules.probes:
            phase = .halfOpen(underWay: underWay + 1, succeeded: succeeded)
            return .allowed(Ticket(generation: generation, isProbe: true))
        // As long as the probes are under way nobody knows for how long; a second is soon enough to ask again.
        case .open, .halfOpen: return .refused(retryAfter: .seconds(1))
        }
    }

    /// Takes note of how an allowed call went.
    public mutating func record(_ outcome: Outcome, for ticket: Ticket, at now: Instant) {
        guard ticket.generation == generation else { return }
        switch phase {
        case .open: return
        case .closed: recordClosed(outcome, at: now)
        case .halfOpen(let underWay, let succeeded): recordProbe(outcome, underWay - 1, succeeded, at: now)
        }
    }

    private mutating func recordClosed(_ outcome: Outcome, at now: Instant) {
        switch outcome {
        case .unknown: return
        case .failure: calls.append(Call(moment: now, isFailure: true, isSlow: true))
        case .success(let after): calls.append(Call(moment: now, isFailure: false, isSlow: isSlow(after)))
        }
        let window = rules.window
        calls.removeAll { now - $0.moment > window }
        if calls.count > rules.maximumCalls { calls.removeFirst(calls.count - rules.maximumCalls) }
        guard calls.count >= rules.minimumCalls else { return }
        let failed = Double(calls.count { $0.isFailure }) / Double(calls.count)
        let slow = Double(calls.count { $0.isSlow }) / Double(calls.count)
        if failed >= rules.failureRate || (rules.slowAfter != nil && slow >= rules.slowRate) { open(at: now) }
    }

    private mutating func recordProbe(_ outcome: Outcome, _ underWay: Int, _ succeeded: Int, at now: Instant) {
        switch outcome {
        // Its place is free for another probe.
        case .unknown: phase = .halfOpen(underWay: underWay, succeeded: succeeded)
        case .success(let after) where !isSlow(after):
            guard succeeded + 1 >= rules.probes else {
                phase = .halfOpen(underWay: underWay, succeeded: succeeded + 1)
                return
            }
            pause = rules.pause
            enter(.closed)
        case .success, .failure:
            pause = min(pause * 2, rules.maximumPause)
            open(at: now)
        }
    }

    private func isSlow(_ time: Duration) -> Bool { rules.slowAfter.map { time > $0 } ?? false }

    private mutating func open(at now: Instant) { enter(.open(until: now + pause)) }

    private mutating func enter(_ next: Phase) {
        phase = next
        generation += 1
        calls = []
    }
}
