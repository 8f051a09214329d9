/// Decides what happens after each stage. Pure: it knows neither evidence nor models, only which stage ended and what its gates
/// found.
///
/// Valid transitions are
///
///     begin → run(first)
///     ended, all passed → run(next), after the last: finish
///     ended, a gate failed that recovers by abstaining → abstain
///     ended, a gate failed that recovers by broadening → broaden (runs retrieve again) once, then abstain
///     ended, gates failed that only note → as if passed
///
/// A machine that finished or abstained stays so.
public struct PipelineMachine: Sendable {
    public enum Action: Sendable, Hashable {
        case run(Stage.Name)
        /// Search again, wider; then go on behind the retrieve stage.
        case broaden(reason: String)
        case abstain(reason: String)
        case finish
    }

    private enum State: Hashable {
        case ready
        case running(Int)
        case over(Action)
    }

    private let stages: [Stage.Name]
    private var state = State.ready
    /// Whether the search was widened already.
    public private(set) var isBroadened = false

    public init(stages: [Stage.Name]) { self.stages = stages }

    /// The first action; later calls repeat what runs.
    public mutating func begin() -> Action {
        switch state {
        case .ready: return run(0)
        case .running(let index): return .run(stages[index])
        case .over(let action): return action
        }
    }

    /// What to do after the running stage ended with these findings.
    public mutating func ended(_ findings: [Finding]) -> Action {
        guard case .running(let index) = state else { return begin() }
        let failures = findings.filter { $0.verdict.outcome == .failed }
        if let failure = failures.first(where: { $0.recovery == .abstain }) {
            return end(.abstain(reason: failure.verdict.explanation))
        }
        if let failure = failures.first(where: { $0.recovery == .broaden }) {
            guard !isBroadened, let retrieve = stages.firstIndex(of: .retrieve), retrieve <= index else {
                return end(.abstain(reason: failure.verdict.explanation))
            }
            isBroadened = true
            state = .running(retrieve)
            return .broaden(reason: failure.verdict.explanation)
        }
        return run(index + 1)
    }

    private mutating func run(_ index: Int) -> Action {
        guard index < stages.count else { return end(.finish) }
        state = .running(index)
        return .run(stages[index])
    }

    private mutating func end(_ action: Action) -> Action {
        state = .over(action)
        return action
    }
}
