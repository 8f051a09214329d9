public import Reasoning
import Synchronization

/// Wraps a model of inference and remembers how long it took and what it found, so that its time can be told from that of the
/// other checks, and a threshold chosen.
public final class JudgeClock: EntailmentJudge {
    /// What one sentence took, and how likely its passage contradicts it.
    public struct Reading: Sendable, Hashable {
        public let milliseconds: Double
        public let contradiction: Double
    }

    private let judge: any EntailmentJudge
    private let last = Mutex<Reading?>(nil)

    public init(_ judge: any EntailmentJudge) { self.judge = judge }

    public func contradiction(of hypothesis: String, by premises: [String]) async throws -> [Double] {
        let start = ContinuousClock.now
        let chances = try await judge.contradiction(of: hypothesis, by: premises)
        let time = (ContinuousClock.now - start) / .milliseconds(1)
        last.withLock { $0 = Reading(milliseconds: time, contradiction: chances.max() ?? 0) }
        return chances
    }

    /// The last reading, once; nil where the model was not asked since.
    func take() -> Reading? {
        last.withLock { last in
            defer { last = nil }
            return last
        }
    }
}
