import Foundation
import Testing

@testable import Generation

/// What happens to a breaker, one after the other, and its state after that.
private struct Step: Sendable, CustomStringConvertible {
    enum Event: Sendable {
        /// A call that is allowed and ends so.
        case call(CircuitBreaker.Outcome)
        /// A call that is refused for so many seconds.
        case refused(Double)
        /// Nothing but time.
        case wait
    }

    /// Seconds from the beginning.
    let second: Double
    let event: Event
    let state: CircuitBreaker.State

    var description: String { "second \(second): \(event)" }

    static let ok = Event.call(.success(after: .seconds(1)))
    static let slow = Event.call(.success(after: .seconds(9)))
    static let failed = Event.call(.failure)

    init(_ second: Double, _ event: Event, _ state: CircuitBreaker.State) {
        self.second = second
        self.event = event
        self.state = state
    }
}

@Suite struct CircuitBreakerTests {
    private let start = ContinuousClock.now

    /// Opens after half of at least 4 calls in 10 s, pauses for 5 s, then 10 s, then 12 s.
    private static let rules = CircuitBreaker.Rules(
        window: .seconds(10), maximumCalls: 6, minimumCalls: 4, failureRate: 0.5, slowAfter: .seconds(5),
        slowRate: 0.75,
        pause: .seconds(5), maximumPause: .seconds(12), probes: 1)

    private static let tables: [(String, [Step])] = [
        (
            "stays closed below the minimum of calls",
            [Step(0, Step.failed, .closed), Step(1, Step.failed, .closed), Step(2, Step.failed, .closed)]
        ),
        (
            "opens at the rate of failures, and refuses until its pause is over",
            [
                Step(0, Step.ok, .closed), Step(1, Step.failed, .closed), Step(2, Step.ok, .closed),
                Step(3, Step.failed, .open), Step(4, .refused(4), .open), Step(7.5, .refused(0.5), .open),
                Step(8, .wait, .halfOpen),
            ]
        ),
        (
            "forgets calls that left the window",
            [
                Step(0, Step.failed, .closed), Step(1, Step.failed, .closed), Step(12, Step.ok, .closed),
                Step(13, Step.ok, .closed), Step(14, Step.ok, .closed), Step(15, Step.failed, .closed),
            ]
        ),
        (
            "looks at the newest calls only",
            (0..<6).map { Step(Double($0) / 10, Step.ok, .closed) }
                + [
                    Step(1, Step.failed, .closed), Step(1.1, Step.failed, .closed), Step(1.2, Step.failed, .open),
                ]
        ),
        (
            "opens when too many are slow",
            [
                Step(0, Step.slow, .closed), Step(1, Step.slow, .closed), Step(2, Step.ok, .closed),
                Step(3, Step.slow, .open),
            ]
        ),
        (
            "learns nothing from calls that were given up",
            (0..<8).map { Step(Double($0), .call(.unknown), .closed) }
        ),
        (
            "closes after a probe that succeeds, without its past",
            (0..<4).map { Step(Double($0), Step.failed, $0 == 3 ? .open : .closed) }
                + [
                    Step(8, Step.ok, .closed), Step(8.1, Step.failed, .closed), Step(8.2, Step.failed, .closed),
                    Step(8.3, Step.failed, .closed), Step(8.4, Step.failed, .open), Step(9, .refused(4.4), .open),
                ]
        ),
        (
            "opens for longer after each probe that fails, up to the maximum",
            (0..<4).map { Step(Double($0), Step.failed, $0 == 3 ? .open : .closed) }
                + [
                    Step(8, Step.failed, .open), Step(9, .refused(9), .open), Step(18, Step.failed, .open),
                    Step(19, .refused(11), .open), Step(30, Step.failed, .open), Step(31, .refused(11), .open),
                    Step(42, Step.ok, .closed),
                ]
        ),
        (
            "takes a slow probe for a failure",
            (0..<4).map { Step(Double($0), Step.failed, $0 == 3 ? .open : .closed) }
                + [Step(8, Step.slow, .open), Step(10, .refused(8), .open)]
        ),
        (
            "lets another probe pass when one was given up",
            (0..<4).map { Step(Double($0), Step.failed, $0 == 3 ? .open : .closed) }
                + [Step(8, .call(.unknown), .halfOpen), Step(8, Step.ok, .closed)]
        ),
    ]

    @Test(arguments: tables.indices) func itsLifeIsAsTheTableSays(index: Int) {
        let (name, steps) = Self.tables[index]
        var breaker = CircuitBreaker(Self.rules)
        for step in steps {
            let now = start + .seconds(step.second)
            switch (step.event, step.event.isCall ? breaker.permit(at: now) : nil) {
            case (.call(let outcome), .allowed(let ticket)?): breaker.record(outcome, for: ticket, at: now)
            case (.call, _): Issue.record("\(name), \(step): refused")
            case (.refused(let seconds), _):
                guard case .refused(let after) = breaker.permit(at: now) else {
                    Issue.record("\(name), \(step): allowed")
                    continue
                }
                #expect(abs(after / .seconds(1) - seconds) < 1e-9, "\(name), \(step)")
            case (.wait, _): break
            }
            #expect(breaker.state(at: now) == step.state, "\(name), \(step)")
        }
    }

    private struct Refused: Error {}

    private func ticket(
        _ breaker: inout CircuitBreaker, at now: ContinuousClock.Instant
    ) throws -> CircuitBreaker.Ticket {
        guard case .allowed(let ticket) = breaker.permit(at: now) else { throw Refused() }
        return ticket
    }

    @Test func onlyAsManyProbesAsTheRulesSayAreUnderWay() throws {
        var rules = Self.rules
        rules.probes = 2
        var breaker = CircuitBreaker(rules)
        for second in 0..<4 {
            guard case .allowed(let ticket) = breaker.permit(at: start + .seconds(second)) else { continue }
            breaker.record(.failure, for: ticket, at: start + .seconds(second))
        }
        let now = start + .seconds(9)
        let (one, two) = (try ticket(&breaker, at: now), try ticket(&breaker, at: now))
        #expect(breaker.permit(at: now) == .refused(retryAfter: .seconds(1)))
        breaker.record(.success(after: .zero), for: one, at: now)
        #expect(breaker.state(at: now) == .halfOpen)
        #expect(breaker.permit(at: now) == .refused(retryAfter: .seconds(1)))
        breaker.record(.success(after: .zero), for: two, at: now)
        #expect(breaker.state(at: now) == .closed)
    }

    @Test func callsOfAnEarlierStateChangeNothing() throws {
        var breaker = CircuitBreaker(Self.rules)
        let late = try ticket(&breaker, at: start)
        for second in 0..<4 {
            guard case .allowed(let ticket) = breaker.permit(at: start + .seconds(second)) else { continue }
            breaker.record(.failure, for: ticket, at: start + .seconds(second))
        }
        let now = start + .seconds(8)
        let probe = try ticket(&breaker, at: now)
        breaker.record(.failure, for: late, at: now)
        breaker.record(.success(after: .zero), for: late, at: now)
        #expect(breaker.state(at: now) == .halfOpen)
        breaker.record(.success(after: .zero), for: probe, at: now)
        #expect(breaker.state(at: now) == .closed)
    }
}

extension Step.Event {
    fileprivate var isCall: Bool { if case .call = self { true } else { false } }
}
