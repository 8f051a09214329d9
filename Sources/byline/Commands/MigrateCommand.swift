import ArgumentParser
import Foundation
import Store

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Take the data directory to another schema, so that an older Byline can open it.",
        discussion: """
            Every command takes an older data directory forward by itself; this one also goes back. Going back
            loses what only the later schema can hold. No other process may use the directory meanwhile.

            EXAMPLES
              byline migrate --to 2
            """)

    @Option(help: ArgumentHelp("The schema, as the older Byline's message names it.", valueName: "number"))
    var to: Int

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            try SQLiteStore.migrate(directory: data.directory, to: to)
            if output.json { return try JSONOutput.write(["schema": to]) }
            Terminal.write("\(data.directory.path) has schema \(to) now.")
        }
    }
}
