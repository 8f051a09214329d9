/// An outlet: who publishes articles.
public struct Source: Sendable, Hashable, Codable {
    public var name: String
    /// Registered domain, in lower case.
    public var domain: String?
    /// Other names under which texts speak of it.
    public var aliases: [String]
    /// Who owns it, where known: outlets of one owner are not independent voices.
    public var owner: String?
    /// For example `daily` or `agency`.
    public var kind: String?
    /// A prior belief in [0, 1] that a claim of it is right; nil is neutral.
    public var reliability: Double?
    /// Who rated it.
    public var ratedBy: String?

    public init(
        name: String, domain: String? = nil, aliases: [String] = [], owner: String? = nil, kind: String? = nil,
        reliability: Double? = nil, ratedBy: String? = nil
    ) {
        self.name = name
        self.domain = domain
        self.aliases = aliases
        self.owner = owner
        self.kind = kind
        self.reliability = reliability
        self.ratedBy = ratedBy
    }
}
