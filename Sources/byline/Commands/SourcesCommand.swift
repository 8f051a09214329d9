import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "See and change how far each source is trusted, and why.",
        discussion: """
            A belief is a mean in 0 to 1 with a spread, never a bare number: 0.50 ± 0.29 where nothing is known. It begins
            with ratings: those of the corpus's list of outlets ('byline ingest --sources'), of imported tables, or your
            own decision in place of both. Outcomes move it: an article that the outlet withdrew or corrected, noticed
            while articles come in, and feedback. Every change is in a log and can be taken back.

            A source is meant by the name or an alias of an outlet, or by a domain. A domain stands for all hosts below it,
            but never across a public suffix such as co.uk or blogspot.com.

            EXAMPLES
              byline sources list --corpus vennermouth
              byline sources show ledger.example --as-of 2025-03-01
              byline sources set "The Plumb Line" --rating 0.1 --strength 20 --because "ran a made-up campaign"
              byline sources feedback Ledger for --because "the figures were right"
              byline sources import ratings.csv --table "Press watch" --scale 0-100 --since 2025-01-01
              byline sources log --limit 20
              byline sources undo 17 --because "meant another outlet"
              byline sources export --output beliefs.csv
            """,
        subcommands: [
            SourcesListCommand.self, SourcesShowCommand.self, SourcesSetCommand.self, SourcesFeedbackCommand.self,
            SourcesImportCommand.self, SourcesExportCommand.self, SourcesUndoCommand.self, SourcesLogCommand.self,
        ],
        defaultSubcommand: SourcesListCommand.self)

    /// Opens the store for a subcommand, which needs no encoder, and closes it whatever `body` does.
    static func with(
        _ store: StoreOptions, _ output: OutputOptions, body: (any Store) async throws -> Void
    ) async throws {
        try await output.reporting {
            let opened = try await SQLiteStore.open(
                directory: store.data.directory, logger: Workbench.logger(verbose: output.verbose))
            do {
                try await body(opened)
                await opened.close()
            } catch {
                await opened.close()
                throw error
            }
        }
    }

    /// A belief as people read it: `0.82 ± 0.10`.
    static func text(_ belief: Belief) -> String { String(format: "%.2f ± %.2f", belief.mean, belief.spread) }

    /// What an entry of the log did, in a few words.
    static func text(_ effect: CredibilityChange.Effect) -> String {
        switch effect {
        case .declared(let rating?): String(format: "list of outlets: rating %.2f", rating)
        case .declared(nil): "list of outlets: no rating any more"
        case .imported(let table, let ratings): "table '\(table)' with \(ratings) ratings"
        case .set(let rating, let strength): String(format: "set to %.2f with strength %g", rating, strength)
        case .outcome(let outcome, let weight):
            String(format: "%@ (%@%g)", outcome.rawValue, outcome.isFavourable ? "+" : "−", weight)
        case .reversal(let entry): "takes back entry \(entry)"
        }
    }

    /// Notes where a name means nobody that the corpus knows: it may be mistyped.
    static func noteIfUnknown(_ name: String, in store: any Store, _ options: StoreOptions) async throws {
        let account = try await store.credibilityLedger(of: options.corpus).account(of: name, asOf: nil)
        guard account?.source == nil else { return }
        let filter = SearchFilter(sources: [name], includeUndated: true, includeRetracted: true)
        let page = try await store.articles(in: options.corpus, filter: filter, after: nil, limit: 1)
        if page.articles.isEmpty, HostName(domain: name) == nil {
            Terminal.writeError(
                "note: no outlet and no article of corpus '\(options.corpus)' is called '\(Terminal.printable(name))'.")
        }
    }
}

/// Why a change is made.
struct CauseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Why, for whoever reads the log.", valueName: "text"))
    var because: String

    func validate() throws {
        if because.allSatisfy(\.isWhitespace) { throw ValidationError("--because is empty: say why.") }
    }
}
