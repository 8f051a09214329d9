/// Which personal data an answer may pass on.
public struct PersonalDataPolicy: Sendable, Hashable, Codable {
    /// What may happen with one kind of data.
    public enum Rule: String, Sendable, Hashable, Codable, CaseIterable {
        case allow
        /// Only what the evidence has word by word.
        case evidenced
        /// Never, whatever the evidence has.
        case withhold
    }

    /// A kind of data that can be told by its form.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case phone
        case email
        /// Numbers of payment cards, which Luhn's sum confirms.
        case card
        /// Numbers of bank accounts (IBAN) and of persons (the form of a US social security number).
        case identity
        /// A house number with its street.
        case address
    }

    private var rules: [Kind: Rule]

    /// The rule for a kind.
    public subscript(kind: Kind) -> Rule {
        get { rules[kind] ?? .evidenced }
        set { rules[kind] = newValue }
    }

    /// Kinds that are not named follow the evidence.
    public init(_ rules: [Kind: Rule]) { self.rules = rules }

    /// Phone numbers, e-mail and street addresses only as the evidence has them (a newspaper prints its own); card, account and
    /// personal numbers never.
    public static let standard = PersonalDataPolicy([.card: .withhold, .identity: .withhold])
}
