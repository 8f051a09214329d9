/// Lets a sentence through that its passages do not contradict, by a model of inference: see ``EntailmentCheck``. Beside
/// ``PassageSupportsGate``, never in its place, and only where somebody named such a model.
public struct NotContradictedGate: Gate {
    public let name = "not-contradicted"
    public let summary =
        "A model of inference that reads the cited sentences finds them not to contradict the sentence."
    public let recovery = Recovery.retry
    private let check: EntailmentCheck

    public init(_ check: EntailmentCheck) { self.check = check }

    public func verdict(on subject: CitedSentence) async throws -> Verdict {
        let objection = try await check.objection(to: subject.draft.text, citing: subject.citations.map(\.text))
        return objection.map(Verdict.failed) ?? .passed
    }
}
