/// Decides what becomes of each sentence that a writer offers. Pure.
///
/// Valid transitions are
///
///     offered, all passed → release
///     offered, a gate failed that recovers by a retry → retry(reason) once for a sentence, then withhold
///     offered, a gate failed that recovers by withholding → withhold
///     moved on without a correction → what was to be corrected is withheld
public struct SentenceMachine: Sendable {
    public enum Action: Sendable, Hashable {
        case release
        case retry(reason: String)
        case withhold(Refusal)
    }

    /// Why a sentence does not reach the reader.
    public struct Refusal: Sendable, Hashable {
        public let gate: String
        public let reason: String

        public init(gate: String, reason: String) {
            self.gate = gate
            self.reason = reason
        }
    }

    /// The refusal of a sentence that waits for its correction.
    public private(set) var pending: Refusal?

    public init() {}

    /// The next sentence is a new one, or there is none: gives the refusal of one that was never corrected.
    public mutating func moveOn() -> Refusal? {
        defer { pending = nil }
        return pending
    }

    /// What to do with a sentence of which the gates found this.
    public mutating func judged(_ findings: [Finding]) -> Action {
        let isCorrection = pending != nil
        pending = nil
        guard let failure = findings.first(where: { $0.verdict.outcome == .failed && $0.recovery != .note }) else {
            return .release
        }
        let refusal = Refusal(gate: failure.gate, reason: failure.verdict.explanation)
        guard failure.recovery == .retry, !isCorrection else { return .withhold(refusal) }
        pending = refusal
        return .retry(reason: refusal.reason)
    }
}
