/// Who stands behind an outlet: its owner where one is known, else the outlet itself. Outlets of one publisher are not
/// independent voices.
public struct Publisher: Sendable, Hashable, Codable, CustomStringConvertible {
    /// As the list of sources, or the article, writes it.
    public let name: String
    public var description: String { name }

    private let key: String

    public init(_ name: String) {
        self.name = name
        key = name.lowercased()
    }

    /// Names are compared without case.
    public static func == (one: Publisher, other: Publisher) -> Bool { one.key == other.key }
    public func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The name alone.
    public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

/// Finds the publisher of an article by the corpus's list of sources.
public struct PublisherDirectory: Sendable {
    private var publishers: [String: Publisher] = [:]

    /// What a list writes for an outlet that belongs to nobody else: no owner's name.
    private static let noOwner: Set<String> = [
        "", "-", "independent", "independently owned", "n/a", "none", "self", "self-owned", "unknown", "various",
    ]

    /// Where two sources claim one name, the first of the list has it.
    public init(_ sources: [Source]) {
        for source in sources {
            let owner = source.owner.flatMap { Self.noOwner.contains($0.lowercased()) ? nil : $0 }
            let publisher = Publisher(owner ?? source.name)
            for name in [source.name, source.domain ?? ""] + source.aliases where !name.isEmpty {
                let key = name.lowercased()
                if publishers[key] == nil { publishers[key] = publisher }
            }
        }
    }

    /// The publisher of what `outlet` published at `url`. The outlet is looked up by name, alias and domain, then the address's
    /// host with its parent domains. One that the list does not have is its own publisher; nil where neither outlet nor
    /// address is known.
    public func publisher(outlet: String, url: String?) -> Publisher? {
        if let known = publishers[outlet.lowercased()] { return known }
        let host = url.flatMap(CanonicalURL.init)?.host
        var rest = host.map { $0[...] }
        while let domain = rest {
            if let known = publishers[String(domain)] { return known }
            rest = domain.firstIndex(of: ".").map { domain[domain.index(after: $0)...] }
        }
        if !outlet.isEmpty { return Publisher(outlet) }
        return host.map(Publisher.init)
    }
}
