import ArgumentParser
import Reasoning

struct GatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gates",
        abstract: "List the gates between a question and its reader.",
        discussion: """
            Each gate looks at one thing and lets it through or not; what happens where one fails is its recovery:
              abstain    there is no answer, and the reason says why
              broaden    the search is widened once; then as abstain
              retry      the writer may correct the sentence once; then as withhold
              withhold   the sentence is dropped, and the answer says so
              note       the answer goes on, and says so
            A gate that is listed 'only with' an option stands only where 'byline ask' or 'byline serve' was given it.
            """)

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let entries = GateCatalogue.standard().entries + GateCatalogue.optional
            if output.json { return try JSONOutput.write(entries) }
            let terminal = output.terminal
            for entry in entries {
                let place = "behind \(entry.stage.rawValue), on failure: \(entry.recovery.rawValue)"
                let needs = entry.needs.map { ", only with \($0)" } ?? ""
                Terminal.write("\(terminal.accent(entry.name))  \(terminal.dim(place + needs))")
                Terminal.write("  \(entry.summary)")
            }
        }
    }
}
