public import Reasoning
import Synchronization

/// Takes the time of every gate of a catalogue, each time that it is asked.
public final class GateClock: Sendable {
    private let names: [String]
    /// The same gates, timed.
    public let gates: GateCatalogue

    private let times: SpentTimes

    public init(_ gates: GateCatalogue) {
        names = gates.entries.map(\.name)
        let spent = SpentTimes()
        times = spent
        self.gates = GateCatalogue(
            question: gates.question.map { spent.timed($0) }, evidence: gates.evidence.map { spent.timed($0) },
            composition: gates.composition.map { spent.timed($0) }, sentence: gates.sentence.map { spent.timed($0) },
            answer: gates.answer.map { spent.timed($0) })
    }

    /// Forgets what was taken.
    public func reset() { times.reset() }

    /// By gate, in the order in which they are asked; those that were never asked are left out.
    public var byGate: [(name: String, times: AnswerTimes.Percentiles)] {
        names.compactMap { name in times.milliseconds(of: name).map { (name, AnswerTimes.Percentiles($0)) } }
    }
}

private final class SpentTimes: Sendable {
    private let spent = Mutex<[String: [Double]]>([:])

    func add(_ milliseconds: Double, of name: String) {
        spent.withLock { $0[name, default: []].append(milliseconds) }
    }

    func milliseconds(of name: String) -> [Double]? { spent.withLock { $0[name] } }
    func reset() { spent.withLock { $0 = [:] } }

    func timed<Subject: Sendable>(_ gate: any Gate<Subject>) -> any Gate<Subject> { TimedGate(gate: gate, times: self) }
}

private struct TimedGate<Subject: Sendable>: Gate {
    let gate: any Gate<Subject>
    let times: SpentTimes
    var name: String { gate.name }
    var summary: String { gate.summary }
    var recovery: Recovery { gate.recovery }

    func verdict(on subject: Subject) async throws -> Verdict {
        let begin = ContinuousClock.now
        let verdict = try await gate.verdict(on: subject)
        times.add((ContinuousClock.now - begin) / .milliseconds(1), of: name)
        return verdict
    }
}
