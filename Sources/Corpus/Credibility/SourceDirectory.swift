/// Who stands behind an article: brings the name it gives and the address it has to one source.
///
/// A name is an outlet's own or an alias of it (compared without case), or else a domain; an address belongs to the nearest known
/// domain at or above its host, and never to one across a public suffix: `a.co.uk` and `b.co.uk` are two owners. An alias or a
/// domain that two outlets share names neither.
public struct SourceDirectory: Sendable {
    /// A source, known or not.
    public enum Identity: Sendable, Hashable {
        /// The place of an outlet in ``sources``.
        case source(Int)
        /// A registrable domain; of a public suffix or an address in numbers, the host.
        case domain(String)
        /// A name that no outlet has.
        case name(String)
    }

    /// The outlets of the corpus.
    public let sources: [Source]
    let suffixes: PublicSuffixes
    private var names: [String: Int] = [:]
    private var domains: [String: Set<Int>] = [:]
    private var located: Set<Int> = []

    public init(_ sources: [Source], suffixes: PublicSuffixes = .builtIn) {
        self.sources = sources
        self.suffixes = suffixes
        for (index, source) in sources.enumerated() { names[Self.key(of: source.name)] = index }
        var aliases: [String: Set<Int>] = [:]
        for (index, source) in sources.enumerated() {
            for alias in source.aliases { aliases[Self.key(of: alias), default: []].insert(index) }
            for host in Self.hosts(of: source) {
                domains[host, default: []].insert(index)
                located.insert(index)
            }
        }
        for (alias, owners) in aliases where owners.count == 1 && names[alias] == nil { names[alias] = owners.first }
    }

    /// What names are compared by.
    public static func key(of name: String) -> String { CanonicalComposition.compose(name).lowercased() }

    /// An outlet's domains: its own, and aliases that are domains.
    static func hosts(of source: Source) -> [String] {
        ([source.domain ?? ""] + source.aliases).compactMap { HostName(domain: $0)?.name }
    }

    /// Whom a name means; nil for an empty one.
    public func identity(named name: String) -> Identity? {
        if case .domain? = exactIdentity(named: name) { return HostName(domain: name).map(identity) }
        return exactIdentity(named: name)
    }

    /// The same for who speaks of one host alone: a domain that no outlet has is itself, and not all that its owner has.
    func exactIdentity(named name: String) -> Identity? {
        let key = Self.key(of: name)
        if let index = names[key] { return .source(index) }
        guard let host = HostName(domain: name) else { return key.isEmpty ? nil : .name(key) }
        if case .source(let index) = identity(of: host) { return .source(index) }
        return .domain(host.name)
    }

    /// To whom a host belongs.
    public func identity(of host: HostName) -> Identity {
        let chain = suffixes.chain(of: host)
        if let owners = chain.lazy.compactMap({ domains[$0] }).first, owners.count == 1, let index = owners.first {
            return .source(index)
        }
        return .domain(chain.last ?? host.name)
    }

    /// Whether a host is among an outlet's own, be it the only one there or not.
    func owns(_ identity: Identity, _ host: HostName) -> Bool {
        guard case .source(let index) = identity else { return identity == self.identity(of: host) }
        return suffixes.chain(of: host).contains { domains[$0]?.contains(index) == true }
    }

    /// Whether addresses of a source can be told from others'.
    func hasDomain(_ identity: Identity) -> Bool {
        switch identity {
        case .source(let index): located.contains(index)
        case .domain: true
        case .name: false
        }
    }

    /// What the source is called: the outlet's name, the domain, or the name.
    public func title(of identity: Identity) -> String {
        switch identity {
        case .source(let index): sources[index].name
        case .domain(let text), .name(let text): text
        }
    }
}
