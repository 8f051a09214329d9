import ArgumentParser
import Corpus
import Embedding
import Foundation
import Store

struct CorporaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpora",
        abstract: "List the corpora, or remove one.",
        discussion: """
            EXAMPLES
              byline corpora
              byline corpora --remove archive
            """)

    @Option(help: ArgumentHelp("Remove this corpus with all its articles.", valueName: "name"))
    var remove: CorpusName?

    @Option(
        help: ArgumentHelp("The data directory. Default: BYLINE_DATA, else ~/.local/share/byline.", valueName: "folder")
    )
    var data: String?

    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let directory = StoreOptions.directory(data, environment: ProcessInfo.processInfo.environment)
            let store = try await SQLiteStore.open(
                directory: directory, logger: Workbench.logger(verbose: output.verbose))
            do {
                try await run(on: store)
                await store.close()
            } catch {
                await store.close()
                throw error
            }
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
        if output.json { return try JSONOutput.write(corpora.map(CorpusSummary.init)) }
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

/// A corpus as programs read it.
private struct CorpusSummary: Encodable {
    let name: String
    let articles: Int
    let versions: Int
    let chunks: Int
    let chunking: String
    let activeSpace: String

    init(_ status: CorpusStatus) {
        name = status.name.rawValue
        articles = status.articles
        versions = status.versions
        chunks = status.chunks
        chunking = status.chunking.identifier
        activeSpace = status.activeSpace.identifier
    }
}
