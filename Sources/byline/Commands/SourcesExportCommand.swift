import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write what is believed as a CSV file, which 'byline sources import' reads.",
        discussion: """
            Columns: name, domain, rating (the mean), scale, spread, strength. Sources of which nothing is known are
            left out.

            EXAMPLES
              byline sources export --output beliefs.csv
              byline sources export --as-of 2025-05-01
            """)

    @Option(help: ArgumentHelp("The file; '-', the default, is the standard output.", valueName: "file"))
    var output: String = "-"

    @Option(help: ArgumentHelp("What was believed then.", valueName: "date"))
    var asOf: Instant?

    @OptionGroup var store: StoreOptions
    @OptionGroup var options: OutputOptions

    func run() async throws {
        try await SourcesCommand.with(store, options) { opened in
            let ledger = try await opened.credibilityLedger(of: store.corpus)
            let accounts = ledger.accounts(asOf: asOf?.date, rated: true).filter(\.isKnown)
            if options.json { return try JSONOutput.write(accounts.map { AccountBody($0) }) }
            let handle = try OutputFile.open(output)
            let heading = ["name", "domain", "rating", "scale", "spread", "strength"]
            try handle.write(contentsOf: Data(CSVLine.encode(heading).utf8))
            for account in accounts {
                let isDomain = account.source == nil && HostName(domain: account.title) != nil
                let figures = [account.belief.mean, account.belief.spread, account.belief.strength].map {
                    String(format: "%.4f", $0)
                }
                let fields = [
                    isDomain ? "" : account.title, isDomain ? account.title : account.source?.domain ?? "", figures[0],
                    "0-1", figures[1], figures[2],
                ]
                try handle.write(contentsOf: Data(CSVLine.encode(fields).utf8))
            }
            try handle.synchronizeIfFile()
            if output != "-" { Terminal.writeError("\(accounts.count) sources are in \(output).") }
        }
    }
}
