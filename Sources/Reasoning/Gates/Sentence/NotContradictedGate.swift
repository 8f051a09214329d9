/// Lets a sentence through that its passages do not contradict, by a model of inference: see ``EntailmentCheck``. Beside
/// ``PassageSupportsGate``, never in its place, and only where somebody named such a model.
public struct NotContradictedGate: Gate {
    static let name = "not-contradicted"
    static let summary =
        "A model of inference that reads the cited sentences finds them not to contradict the sentence."
    static let recovery = Recovery.retry
    public var name: String { Self.name }
    public var summary: String { Self.summary }
    public var recovery: Recovery { Self.recovery }
    private let check: EntailmentCheck

    public init(_ check: EntailmentCheck) { self.check = check }

    public func verdict(on subject: CitedSentence) async throws -> Verdict {
        let objection = try await check.objection(to: subject.draft.text, citing: subject.citations.map(\.text))
        return objection.map(Verdict.failed) ?? .passed
    }
}
