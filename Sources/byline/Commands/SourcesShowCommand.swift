import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what a belief in one source is made of.",
        discussion: """
            EXAMPLES
              byline sources show "Vennermouth Ledger" --corpus vennermouth
              byline sources show news.example.co.uk
            """)

    @Argument(help: "The name or an alias of an outlet, or a domain.")
    var name: String

    @Option(help: ArgumentHelp("What was believed then.", valueName: "date"))
    var asOf: Instant?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if name.allSatisfy(\.isWhitespace) { throw ValidationError("Name an outlet, an alias or a domain.") }
    }

    func run() async throws {
        try await SourcesCommand.with(store, output) { opened in
            let ledger = try await opened.credibilityLedger(of: store.corpus)
            guard let account = ledger.account(of: name, asOf: asOf?.date) else { return }
            try await SourcesCommand.noteIfUnknown(name, in: opened, store)
            let log = ledger.entries(about: name, asOf: asOf?.date)
            if output.json { return try JSONOutput.write(AccountBody(account, log: log)) }
            show(account)
            if !log.isEmpty { Terminal.write("") }
            SourcesLogCommand.show(log, of: ledger, asOf: asOf?.date, output.terminal)
        }
    }

    private func show(_ account: CredibilityAccount) {
        func line(_ label: String, _ text: String) {
            Terminal.write("  \(label.padding(toLength: 18, withPad: " ", startingAt: 0)) \(Terminal.printable(text))")
        }
        Terminal.write(
            "\(output.terminal.bold(Terminal.printable(account.title))): \(SourcesCommand.text(account.belief))"
                + String(format: ", strength %.1f", account.belief.strength))
        if let source = account.source {
            if let domain = source.domain { line("domain", domain) }
            if !source.aliases.isEmpty { line("aliases", source.aliases.joined(separator: ", ")) }
            if let owner = source.owner { line("owner", owner) }
        }
        if !account.isKnown { line("known", "nothing: the belief is neutral") }
        for vote in account.votes {
            let place = account.decision == nil ? "" : ", not counted beside the decision"
            line(
                "rated", String(format: "%.2f with strength %g by %@%@", vote.rating, vote.strength, vote.table, place))
        }
        if let decision = account.decision {
            line("decided", String(format: "%.2f with strength %g", decision.rating, decision.strength))
        }
        if account.isKnown { line("before outcomes", SourcesCommand.text(account.prior)) }
        for observation in account.observations {
            let sign = observation.outcome.isFavourable ? "for it" : "against it"
            line(observation.outcome.rawValue, String(format: "%g %@", observation.weight, sign))
        }
    }
}
