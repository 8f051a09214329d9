import ArgumentParser
import Corpus
import Embedding
import Foundation
import Store

struct CorporaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpora",
        abstract: "List the corpora, or remove one; list the copies in one.",
        discussion: """
            EXAMPLES
              byline corpora
              byline corpora --remove archive
              byline corpora copies vennermouth
            """,
        subcommands: [CorporaCopiesCommand.self])

    @Option(help: ArgumentHelp("Remove this corpus with all its articles.", valueName: "name"))
    var remove: CorpusName?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            try await Workbench.withStore(data, verbose: output.verbose) { try await run(on: $0) }
        }
    }

    private func run(on store: any Store) async throws {
        if let remove {
            guard try await store.deleteCorpus(remove) else {
                throw BylineError(
                    "unknown-corpus", "There is no corpus '\(remove)'.",
                    remedy: "'byline corpora' lists those there are.")
            }
            return Terminal.write("Corpus '\(remove)' is removed.")
        }
        let corpora = try await store.corpora()
        if output.json { return try JSONOutput.write(corpora) }
        if corpora.isEmpty { Terminal.write("There is no corpus yet: 'byline ingest' makes one.") }
        for corpus in corpora {
            Terminal.write(
                "\(output.terminal.bold(corpus.name.rawValue)): \(corpus.articles) articles in \(corpus.versions) versions, "
                    + "\(corpus.chunks) chunks")
            for space in corpus.spaces {
                Terminal.write(
                    "  \(space.space.identifier), \(space.space.dimension) components, \(space.vectors) vectors"
                        + (space.isActive ? ", active" : ""))
            }
        }
    }
}
