import Foundation
import Retrieval
import Synchronization

/// Takes down what happens while one answer is made.
final class TraceRecorder: Sendable {
    private struct State {
        var plan: QuestionPlan?
        var searches: [String] = []
        var bridge: BridgedSearch?
        var isBroadened = false
        var evidence: [Hit] = []
        var assessment: EvidenceAssessment?
        var measures: [EvidenceFeature]?
        var findings: [Finding] = []
        var calls: [PromptedCall] = []
        var timings: [Stage.Name: Double] = [:]
        var firstSentence: Double?
        var fromCache = false
    }

    private let begin = ContinuousClock.now
    private let createdAt = Date()
    private let state = Mutex(State())

    func record(_ plan: QuestionPlan) { state.withLock { $0.plan = plan } }
    func record(_ findings: [Finding]) { state.withLock { $0.findings += findings } }
    func record(_ call: PromptedCall) { state.withLock { $0.calls.append(call) } }

    func record(searches: [String], isBroadened: Bool, evidence: [Hit]) {
        state.withLock {
            $0.searches += searches
            $0.isBroadened = isBroadened
            $0.evidence = evidence
        }
    }

    /// Only the first call counts: what a widened search finds is not what the model was fitted to.
    func record(_ assessment: EvidenceAssessment) {
        state.withLock { $0.assessment = $0.assessment ?? assessment }
    }

    /// The last call counts: a widened search may find another name.
    func record(_ bridge: BridgedSearch?) { state.withLock { $0.bridge = bridge } }

    func record(measures: [EvidenceFeature]) { state.withLock { $0.measures = measures } }

    /// Only the first call counts.
    func recordSentence() {
        let elapsed = begin.duration(to: .now).milliseconds
        state.withLock { $0.firstSentence = $0.firstSentence ?? elapsed }
    }

    var assessment: EvidenceAssessment? { state.withLock { $0.assessment } }

    func recordCacheHit() { state.withLock { $0.fromCache = true } }

    /// A stage that runs twice adds up.
    func record(_ stage: Stage.Name, took time: Duration) {
        state.withLock { $0.timings[stage, default: 0] += time.milliseconds }
    }

    /// What the gates noted so far, for the reader.
    var notes: [String] {
        state.withLock { state in
            state.findings.filter { finding in
                finding.sentence == nil
                    && (finding.verdict.outcome == .noted
                        || (finding.verdict.outcome == .failed && finding.recovery == .note))
            }.compactMap(\.verdict.reason)
        }
    }

    func trace(of answer: Answer, request: AnswerRequest) -> AnswerTrace {
        state.withLock { state in
            AnswerTrace(
                id: answer.id, createdAt: createdAt, request: .init(request), plan: state.plan,
                searches: state.searches, bridge: state.bridge, isBroadened: state.isBroadened,
                candidates: state.evidence.map(AnswerTrace.Candidate.init), assessment: state.assessment,
                measures: state.measures, findings: state.findings,
                calls: state.calls,
                timings: Stage.Name.allCases.compactMap { name in
                    state.timings[name].map { .init(stage: name, milliseconds: $0) }
                },
                firstSentence: state.firstSentence, fromCache: state.fromCache, answer: answer)
        }
    }
}
