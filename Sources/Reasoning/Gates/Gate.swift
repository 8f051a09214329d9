/// What a gate says of its subject.
public struct Verdict: Sendable, Hashable, Codable {
    public enum Outcome: String, Sendable, Hashable, Codable {
        case passed
        /// Passed, with something that the reader or operator should know.
        case noted
        case failed
    }

    public let outcome: Outcome
    /// A sentence for a reader; nil where there is nothing to say.
    public let reason: String?

    private init(_ outcome: Outcome, _ reason: String?) {
        self.outcome = outcome
        self.reason = reason
    }

    public static let passed = Verdict(.passed, nil)
    public static func noted(_ reason: String) -> Verdict { Verdict(.noted, reason) }
    public static func failed(_ reason: String) -> Verdict { Verdict(.failed, reason) }

    /// The reason, or words for one that gave none.
    public var explanation: String { reason ?? "A gate gave no reason." }
}

/// What happens where a gate fails.
public enum Recovery: String, Sendable, Hashable, Codable, CaseIterable {
    /// There is no answer; the reason says why.
    case abstain
    /// Search once more, wider; then abstain.
    case broaden
    /// The writer may correct the sentence once, knowing the reason; then it is withheld.
    case retry
    /// The sentence is dropped, and the answer says so.
    case withhold
    /// The answer goes on, and says so.
    case note
}

/// A check between two stages: a value with a name, which looks at one kind of subject and changes nothing.
///
/// A gate is one file and one line of ``GateCatalogue``. Its subject decides when it is asked: ``AskedQuestion`` behind
/// understand, ``WeighedEvidence`` behind weigh, ``Composition`` behind compose, ``CitedSentence`` for each sentence before it is
/// released, ``WrittenAnswer`` at the end.
public protocol Gate<Subject>: Sendable {
    associatedtype Subject: Sendable

    /// Lower-case words with hyphens, stable.
    var name: String { get }
    /// A sentence that says what it lets through.
    var summary: String { get }
    /// What happens where it fails.
    var recovery: Recovery { get }

    func verdict(on subject: Subject) async throws -> Verdict
}

/// What one gate found, for the machines and the trace.
public struct Finding: Sendable, Hashable, Codable {
    public let gate: String
    public let stage: Stage.Name
    public let recovery: Recovery
    public let verdict: Verdict
    /// Index of the sentence that was offered, from 0; nil for other subjects.
    public let sentence: Int?
    public let milliseconds: Double

    public init(
        gate: String, stage: Stage.Name, recovery: Recovery, verdict: Verdict, sentence: Int? = nil,
        milliseconds: Double = 0
    ) {
        self.gate = gate
        self.stage = stage
        self.recovery = recovery
        self.verdict = verdict
        self.sentence = sentence
        self.milliseconds = milliseconds
    }
}

extension Array {
    /// Asks every gate, in order.
    func findings<Subject>(
        on subject: Subject, in stage: Stage.Name, sentence: Int? = nil
    ) async throws -> [Finding] where Element == any Gate<Subject> {
        var findings: [Finding] = []
        for gate in self {
            let begin = ContinuousClock.now
            let verdict = try await gate.verdict(on: subject)
            findings.append(
                Finding(
                    gate: gate.name, stage: stage, recovery: gate.recovery, verdict: verdict, sentence: sentence,
                    milliseconds: begin.duration(to: .now).milliseconds))
        }
        return findings
    }
}

extension Duration {
    /// In thousandths of a second.
    var milliseconds: Double {
        Double(components.seconds) * 1_000 + Double(components.attoseconds) / 1e15
    }
}
