public import Foundation

/// All that a belief in one source is made of, for people to look at.
public struct CredibilityAccount: Sendable, Hashable {
    /// What a table says of it.
    public struct Vote: Sendable, Hashable, Codable {
        /// The table's name, or that of the list of outlets.
        public let table: String
        public let rating: Double
        public let strength: Double
    }

    /// How often something was observed.
    public struct Observation: Sendable, Hashable, Codable {
        public let outcome: CredibilityOutcome
        /// Summed up, before any limit.
        public let weight: Double
    }

    /// The outlet's name, the domain, or the name.
    public let title: String
    /// What the corpus's list says of the outlet; nil for a domain or a name that it does not have.
    public let source: Source?
    public let belief: Belief
    /// What is believed apart from what was observed.
    public let prior: Belief
    /// False where nothing at all is known, and the belief is neutral for that reason.
    public let isKnown: Bool
    /// In place of all votes, where somebody decided.
    public let decision: Vote?
    public let votes: [Vote]
    public let observations: [Observation]
}

extension CredibilityLedger {
    /// What the list of outlets is called among tables.
    public static let declaredTable = "list of outlets"

    /// The account of an outlet (by name or alias), a domain, or another name; nil for an empty name.
    public func account(of name: String, asOf: Date?) -> CredibilityAccount? {
        let evidence = CredibilityEvidence(self, asOf: asOf)
        return directory.exactIdentity(named: name).map { Self.account(of: $0, evidence) }
    }

    /// The accounts of all outlets, by name; then of everybody else of whom something was decided or observed, and with `rated` of all
    /// that tables rate.
    public func accounts(asOf: Date?, rated: Bool) -> [CredibilityAccount] {
        let evidence = CredibilityEvidence(self, asOf: asOf)
        var others = Set(evidence.decisions.keys).union(evidence.tallies.keys)
        if rated {
            for table in evidence.tables {
                others.formUnion(table.ratings.keys.compactMap { directory.exactIdentity(named: $0.text) })
            }
        }
        let known = others.filter { if case .source = $0 { false } else { true } }
            .sorted { directory.title(of: $0) < directory.title(of: $1) }
        return (sources.indices.map(SourceDirectory.Identity.source) + known).map { Self.account(of: $0, evidence) }
    }

    /// The entries that concern a source and hold at a moment, with those that take them back; whether they count still or not.
    public func entries(about name: String, asOf: Date?) -> [CredibilityEntry] {
        guard let identity = directory.exactIdentity(named: name) else { return [] }
        let evidence = CredibilityEvidence(self, asOf: asOf)
        let (owner, subjects) = (Self.owner(of: identity, directory), evidence.subjects(of: identity))
        var concerned: Set<Int64> = []
        return entries.filter { entry in
            let change = entry.change
            if let asOf, let holdsFrom = change.holdsFrom, holdsFrom > asOf { return false }
            let isConcerned =
                switch change.effect {
                case .declared, .set: directory.exactIdentity(named: change.source) == identity
                case .outcome: evidence.responsible(source: change.source, url: change.host).accountable == owner
                case .imported: tables[entry.id]?.rating(of: subjects) != nil
                case .reversal(let other): concerned.contains(other)
                }
            if isConcerned { concerned.insert(entry.id) }
            return isConcerned
        }
    }

    /// Who is held to account for what is observed at a host.
    private static func owner(
        of identity: SourceDirectory.Identity, _ directory: SourceDirectory
    ) -> SourceDirectory.Identity {
        guard case .domain(let domain) = identity, let host = HostName(domain) else { return identity }
        return directory.identity(of: host)
    }

    private static func account(
        of identity: SourceDirectory.Identity, _ evidence: CredibilityEvidence
    ) -> CredibilityAccount {
        let directory = evidence.directory
        let owner = owner(of: identity, directory)
        var votes: [CredibilityAccount.Vote] = []
        var source: Source?
        if case .source(let place) = identity {
            source = directory.sources[place]
            if let rating = evidence.declared[place] {
                votes.append(
                    CredibilityAccount.Vote(
                        table: declaredTable, rating: rating, strength: RatingTable.standardStrength))
            }
        }
        let subjects = evidence.subjects(of: identity)
        votes += evidence.tables.compactMap { table in
            table.rating(of: subjects).map {
                CredibilityAccount.Vote(table: table.name, rating: $0, strength: table.strength)
            }
        }
        let decision = evidence.decision(on: identity).map {
            CredibilityAccount.Vote(table: "decision", rating: $0.rating, strength: $0.strength)
        }
        let (prior, tally) = (evidence.prior(of: identity), evidence.tallies[owner])
        return CredibilityAccount(
            title: directory.title(of: identity), source: source,
            belief: (tally ?? OutcomeTally()).moving(prior ?? .neutral),
            prior: prior ?? .neutral, isKnown: prior != nil || tally != nil, decision: decision, votes: votes,
            observations: CredibilityOutcome.allCases.compactMap { outcome in
                let weight = tally?.weight(of: outcome) ?? 0
                return weight > 0 ? CredibilityAccount.Observation(outcome: outcome, weight: weight) : nil
            })
    }
}
