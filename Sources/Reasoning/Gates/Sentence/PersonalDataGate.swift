/// Holds back personal data that the policy withholds.
public struct PersonalDataGate: Gate {
    public let name = "personal-data"
    public let summary = "The sentence passes on no personal data that the policy withholds or the passages lack."
    public let recovery = Recovery.withhold
    private let check: PersonalDataCheck

    public init(policy: PersonalDataPolicy = .standard) { check = PersonalDataCheck(policy: policy) }

    public func verdict(on subject: CitedSentence) -> Verdict {
        check.objection(to: subject.draft.text, evidence: subject.evidenceTexts).map(Verdict.failed) ?? .passed
    }
}
