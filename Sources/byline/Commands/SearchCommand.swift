import ArgumentParser
import Corpus
import Foundation
import Retrieval
import Store

struct SearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find the passages that speak of a question, with the reasons for their order.",
        discussion: """
            EXAMPLES
              byline search "stadium cost" --limit 5
              byline search "port strike" --from 2025-09-01 --before 2025-10-01 --explain
              byline search "who pays for the flood wall" --json
            """)

    @Argument(help: "A question, or some words.")
    var question: String

    @Option(help: ArgumentHelp("Passages at most, 1 to 1000.", valueName: "number"))
    var limit: Int = 10

    @Flag(help: "Show what each signal adds to a passage's score.")
    var explain = false

    @OptionGroup var filter: FilterOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let request = SearchRequest(
                question: question, corpus: store.corpus, filter: filter.filter,
                minimumCredibility: filter.minimumCredibility, limit: limit)
            let result = try await Workbench.with(store.data, embedder, ranking: ranking, verbose: output.verbose) {
                try await $0.searcher.search(request)
            }
            if output.json { return try JSONOutput.write(result) }
            if result.hits.isEmpty {
                Terminal.write(
                    request.filter.isNarrow || request.minimumCredibility != nil
                        ? "Nothing was found among the articles of these outlets and dates." : "Nothing was found.")
            }
            for hit in result.hits { show(hit) }
        }
    }

    private func show(_ hit: Hit) {
        let terminal = output.terminal
        let article = hit.passage.article
        let date = article.publishedAt.map(ArticleDate.day) ?? "undated"
        let source = article.source.isEmpty ? "unknown source" : Terminal.printable(article.source)
        Terminal.write(
            "\(terminal.accent("\(hit.rank).")) \(terminal.bold(Terminal.printable(article.title)))  "
                + terminal.dim("\(source) · \(date) · \(String(format: "%.3f", hit.score))"))
        Terminal.write(terminal.wrapped(Terminal.printable(hit.passage.chunk.text), indent: 3))
        if let story = hit.story {
            let others = story.carriers.filter { $0.id != article.id }.map { Terminal.printable($0.source) }
            let carriers = "Also carried by " + others.formatted(.list(type: .and))
            Terminal.write(terminal.dim(terminal.wrapped(carriers, indent: 3)))
        }
        if explain {
            Terminal.write(terminal.wrapped(hit.explanation, indent: 3))
            let reasons = hit.signals.map {
                String(format: "%@ %.3f × %.2f = %.3f", $0.name, $0.value, $0.weight, $0.contribution)
            }
            Terminal.write(terminal.dim("   " + reasons.joined(separator: " · ")))
        }
        Terminal.write("")
    }
}
