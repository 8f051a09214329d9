import ArgumentParser
import Reasoning
import Store

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Ask the question of an earlier answer again, and show what differs.",
        discussion: """
            The question is asked with the same filters, of the corpus as it is now, by the gates and writers of this Byline. Exits with 3
            where the answer differs.

            EXAMPLES
              byline replay ans_1f3c…
              byline replay ans_1f3c… --json
            """)

    @Argument(help: "The answer's id; 'byline trace' lists them.")
    var id: String

    @OptionGroup var data: DataOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let difference = try await Workbench.with(
                data, embedder, ranking: ranking, writing: writing, verbose: output.verbose
            ) {
                workbench in
                let before = try await workbench.store.trace(of: id)
                // Not from the cache: the question is whether it would be written again.
                let after = try await workbench.plainAnswerer.trace(before.request.asked)
                return TraceDifference(before, after)
            }
            if output.json { try JSONOutput.write(difference) } else { show(difference) }
            if !difference.isSame { throw ExitCode.incomplete }
        }
    }

    private func show(_ difference: TraceDifference) {
        if difference.isSame { return Terminal.write("Nothing differs: the same evidence, verdicts and sentences.") }
        for line in difference.lines { Terminal.write(Terminal.printable(line)) }
    }
}
