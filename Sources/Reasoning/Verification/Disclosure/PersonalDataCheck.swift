/// A sentence passes on no personal data that the policy withholds. Tells data by their form alone, so that names pass.
public struct PersonalDataCheck: Sendable {
    private let policy: PersonalDataPolicy

    public init(policy: PersonalDataPolicy = .standard) { self.policy = policy }

    /// What is wrong with a sentence; nil where nothing is. The data themselves are not repeated. Linear in the length of all.
    public func objection(to sentence: String, evidence: [String]) -> String? {
        for found in PersonalDataScanner.data(in: sentence) {
            switch policy[found.kind] {
            case .allow: continue
            case .withhold: return "The sentence has \(found.kind.words), which the policy withholds."
            case .evidenced:
                let known = evidence.contains { text in PersonalDataScanner.data(in: text).contains(found) }
                if !known { return "The sentence has \(found.kind.words) that does not stand in the evidence." }
            }
        }
        return nil
    }
}

extension PersonalDataPolicy.Kind {
    fileprivate var words: String {
        switch self {
        case .phone: "a phone number"
        case .email: "an e-mail address"
        case .card: "the number of a payment card"
        case .identity: "the number of an account or a person"
        case .address: "a street address"
        }
    }
}
