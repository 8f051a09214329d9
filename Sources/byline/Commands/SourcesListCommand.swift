import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List sources and what is believed of them, the most trusted first.",
        discussion: """
            Outlets of the corpus, and others of which something was decided or observed; with --all also all that
            imported tables rate.

            EXAMPLES
              byline sources list --corpus vennermouth
              byline sources list --all --json
              byline sources list --as-of 2025-05-01
            """)

    @Flag(help: "List everybody that imported tables rate, too.")
    var all = false

    @Option(help: ArgumentHelp("What was believed then.", valueName: "date"))
    var asOf: Instant?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await SourcesCommand.with(store, output) { opened in
            let ledger = try await opened.credibilityLedger(of: store.corpus)
            let accounts = ledger.accounts(asOf: asOf?.date, rated: all).sorted {
                ($1.belief.mean, $0.title) < ($0.belief.mean, $1.title)
            }
            if output.json { return try JSONOutput.write(accounts.map { AccountBody($0) }) }
            guard !accounts.isEmpty else {
                return Terminal.write(
                    "Nothing is known of any source yet: 'byline ingest --sources' and 'byline sources import' bring ratings."
                )
            }
            var table = TextTable(heading: ["source", "belief", "strength", "rests on"])
            table.rows = accounts.map {
                [
                    $0.title, SourcesCommand.text($0.belief), String(format: "%.1f", $0.belief.strength),
                    Self.basis(of: $0),
                ]
            }
            table.write(to: output.terminal)
        }
    }

    private static func basis(of account: CredibilityAccount) -> String {
        var parts: [String] = []
        if account.decision != nil {
            parts.append("a decision")
        } else if !account.votes.isEmpty {
            parts.append(account.votes.count == 1 ? "1 rating" : "\(account.votes.count) ratings")
        }
        parts += account.observations.map(\.outcome.rawValue)
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}

/// An account, for programs.
struct AccountBody: Encodable {
    struct BeliefBody: Encodable {
        let mean: Double
        let spread: Double
        let strength: Double

        init(_ belief: Belief) { (mean, spread, strength) = (belief.mean, belief.spread, belief.strength) }
    }

    let name: String
    let domain: String?
    let aliases: [String]
    let owner: String?
    let isKnown: Bool
    let belief: BeliefBody
    let prior: BeliefBody
    let decision: CredibilityAccount.Vote?
    let ratings: [CredibilityAccount.Vote]
    let outcomes: [CredibilityAccount.Observation]
    let log: [EntryBody]?

    init(_ account: CredibilityAccount, log: [CredibilityEntry]? = nil) {
        name = account.title
        domain = account.source?.domain
        aliases = account.source?.aliases ?? []
        owner = account.source?.owner
        isKnown = account.isKnown
        belief = BeliefBody(account.belief)
        prior = BeliefBody(account.prior)
        decision = account.decision
        ratings = account.votes
        outcomes = account.observations
        self.log = log.map { $0.map(EntryBody.init) }
    }
}
