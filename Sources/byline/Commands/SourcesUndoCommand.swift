import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesUndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back an entry of the log, whatever it was: a decision, a table, an outcome, or an undo.",
        discussion: """
            The entry stays in the log, with another that takes it back from now on. Searches as of an earlier moment still
            know it, unless --since dates the undo back.

            EXAMPLES
              byline sources undo 17 --because "meant another outlet"
            """)

    @Argument(help: "The number of the entry, as 'byline sources log' shows it.")
    var entry: Int64

    @Option(help: ArgumentHelp("From when on the entry counts no longer. Default: now.", valueName: "date"))
    var since: Instant?

    @OptionGroup var cause: CauseOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let change = CredibilityChange(.reversal(of: entry), cause: cause.because, holdsFrom: since?.date)
        try await SourcesCommand.with(store, output) { opened in
            try await SourcesLogCommand.report(try await opened.record(change, in: store.corpus), opened, store, output)
        }
    }
}
