/// What a question tells by what it is or did instead of by its name: "the candidate who wanted ward offices" in "How many votes
/// went to the candidate who wanted ward offices?".
public struct Description: Sendable, Hashable, Codable {
    /// What kind of thing it is, as far as its words tell.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case person
        case place
        case thing
    }

    public let kind: Kind
    /// The description alone, as it can be looked for.
    public let text: String
    /// What the question says before and behind it: what is asked of the thing once its name is known.
    public let before: String
    public let after: String

    public init(kind: Kind, text: String, before: String, after: String) {
        self.kind = kind
        self.text = text
        self.before = before
        self.after = after
    }

    /// The question with a name in the place of the description.
    func question(naming name: String) -> String {
        [before, name, after].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
