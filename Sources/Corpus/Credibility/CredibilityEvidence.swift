import Foundation

/// What a ledger says at one moment, ordered by whom it is about.
struct CredibilityEvidence: Sendable {
    /// A rating that somebody decided on.
    struct Decision: Sendable {
        let rating: Double
        let strength: Double
        let holdsFrom: Date
    }

    let directory: SourceDirectory
    /// In order of their names.
    private(set) var tables: [RatingTable] = []
    /// Ratings that lists of outlets declare, by the outlet's place.
    private(set) var declared: [Int: Double] = [:]
    /// Those on a domain are about just this host and what is below it.
    private(set) var decisions: [SourceDirectory.Identity: Decision] = [:]
    private(set) var tallies: [SourceDirectory.Identity: OutcomeTally] = [:]
    /// Articles that their outlets corrected.
    let corrected: Set<ArticleID>
    /// Names that no outlet has, and that somebody spoke of.
    private(set) var names: Set<String> = []

    init(_ ledger: CredibilityLedger, asOf: Date?) {
        directory = ledger.directory
        let standing = ledger.standing(asOf: asOf)
        corrected = Set(standing.compactMap { $0.change.article(of: .corrected) })
        let places = Dictionary(ledger.sources.enumerated().map { ($1.name, $0) }) { first, _ in first }
        var newest: [String: (holdsFrom: Date, table: RatingTable)] = [:]
        for entry in standing {
            let change = entry.change
            let holdsFrom = change.holdsFrom ?? .distantPast
            switch change.effect {
            case .declared(let rating): if let place = places[change.source] { declared[place] = rating }
            case .imported(let name, _):
                guard let table = ledger.tables[entry.id], newest[name].map({ $0.holdsFrom <= holdsFrom }) ?? true
                else { break }
                newest[name] = (holdsFrom, table)
            case .set(let rating, let strength):
                decide(Decision(rating: rating, strength: strength, holdsFrom: holdsFrom), on: change.source)
            case .outcome, .reversal: break
            }
        }
        tables = newest.sorted { $0.key < $1.key }.map(\.value.table)
        for table in tables {
            for case .name(let name) in table.ratings.keys where directory.identity(named: name) == .name(name) {
                names.insert(name)
            }
        }
        // Only now: whose an outcome is depends on which names are known.
        let outcomes = standing.filter { if case .outcome = $0.change.effect { true } else { false } }
        for entry in outcomes where entry.change.host == nil {
            if case .name(let name)? = directory.identity(named: entry.change.source) { names.insert(name) }
        }
        for entry in outcomes { count(entry.change) }
    }

    private mutating func decide(_ decision: Decision, on source: String) {
        guard let identity = directory.exactIdentity(named: source),
            decisions[identity].map({ $0.holdsFrom <= decision.holdsFrom }) ?? true
        else { return }
        decisions[identity] = decision
        if case .name(let name) = identity { names.insert(name) }
    }

    private mutating func count(_ change: CredibilityChange) {
        guard case .outcome(let outcome, let weight) = change.effect,
            let identity = responsible(source: change.source, url: change.host).accountable
        else { return }
        tallies[identity, default: OutcomeTally()].add(outcome, weight: weight)
    }

    // MARK: Who is it

    /// Who an article says it is from, and whose its address is.
    struct Responsible {
        /// By name; nil where the article gives none that anything is known of.
        let claimed: SourceDirectory.Identity?
        /// The name, where it is a domain.
        let claimedHost: HostName?
        /// By address; nil where there is none.
        let host: HostName?
        let owner: SourceDirectory.Identity?
        /// The address is not one of the claimed source.
        let isElsewhere: Bool
        /// The claim is contradicted: the address is elsewhere though the source has domains.
        let isUnconfirmed: Bool

        /// Who has to answer for what the article says: the owner of the address, unless the name has none to be told by.
        var accountable: SourceDirectory.Identity? { isUnconfirmed ? owner : claimed ?? owner }
    }

    func responsible(source: String, url: String?) -> Responsible {
        Self.responsible(source: source, url: url, directory: directory, names: names)
    }

    static func responsible(
        source: String, url: String?, directory: SourceDirectory, names: Set<String>
    ) -> Responsible {
        let host = url.flatMap { HostName($0) }
        let owner = host.map(directory.identity)
        var claimed = directory.identity(named: source)
        // A name that nothing is known of says nothing beside an address.
        if case .name(let name)? = claimed, owner != nil, !names.contains(name) { claimed = nil }
        let isElsewhere = claimed.map { claimed in host.map { !directory.owns(claimed, $0) } ?? false } ?? false
        return Responsible(
            claimed: claimed, claimedHost: HostName(domain: source), host: host, owner: owner,
            isElsewhere: isElsewhere, isUnconfirmed: isElsewhere && claimed.map(directory.hasDomain) ?? false)
    }

    // MARK: Beliefs before outcomes

    /// What is believed of a source before any outcome; nil where nobody rated it.
    func prior(of identity: SourceDirectory.Identity) -> Belief? {
        if let decision = decision(on: identity) {
            return Belief(rating: decision.rating, strength: decision.strength)
        }
        var pool = RatingPool()
        if case .source(let place) = identity, let rating = declared[place] {
            pool.add(rating: rating, strength: RatingTable.standardStrength)
        }
        let subjects = subjects(of: identity)
        for table in tables {
            if let rating = table.rating(of: subjects) { pool.add(rating: rating, strength: table.strength) }
        }
        return pool.count > 0 ? pool.belief : nil
    }

    /// What somebody decided on a source; of a domain also what was decided on one above it, unless a table rates one between.
    func decision(on identity: SourceDirectory.Identity) -> Decision? {
        if let decision = decisions[identity] { return decision }
        guard case .domain = identity else { return nil }
        for case .domain(let domain) in subjects(of: identity) {
            if let decision = decisions[.domain(domain)] { return decision }
            if tables.contains(where: { $0.ratings[.domain(domain)] != nil }) { return nil }
        }
        return nil
    }

    /// Under what a table may rate a source, what fits best first.
    func subjects(of identity: SourceDirectory.Identity) -> [RatingTable.Subject] {
        switch identity {
        case .source(let place):
            let source = directory.sources[place]
            let domains = SourceDirectory.hosts(of: source).flatMap(chain)
            let names = ([source.name] + source.aliases).map { RatingTable.Subject.name(SourceDirectory.key(of: $0)) }
            return domains + names
        case .domain(let domain): return chain(domain)
        case .name(let name): return [.name(name)]
        }
    }

    private func chain(_ domain: String) -> [RatingTable.Subject] {
        HostName(domain).map { directory.suffixes.chain(of: $0).map { .domain($0) } } ?? []
    }
}
