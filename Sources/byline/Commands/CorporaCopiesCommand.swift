import ArgumentParser
import Corpus
import Foundation
import Retrieval
import Store

struct CorporaCopiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copies",
        abstract: "List the stories that several articles of a corpus carry word for word, or nearly so.",
        discussion: """
            Each story is one voice: the article that counts as its original comes
            first, then who else carried it. Copies are found by their text when
            articles come in; headlines, inserted paragraphs and cut endings do not
            matter.

            EXAMPLES
              byline corpora copies vennermouth
              byline corpora copies vennermouth --as-of 2024-12-08T07:20:00Z
              byline corpora copies archive --json
            """)

    @Argument(help: "The corpus.")
    var name: CorpusName

    @Option(
        help: ArgumentHelp(
            "As the corpus stood then: no later article, and each in the version of that time.", valueName: "date")
    )
    var asOf: Instant?

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let store = try await SQLiteStore.open(
                directory: data.directory, logger: Workbench.logger(verbose: output.verbose))
            do {
                let stories = try await Self.stories(in: name, of: store, filter: SearchFilter(asOf: asOf?.date))
                try show(stories, directory: PublisherDirectory(try await store.sources(of: name)))
                await store.close()
            } catch {
                await store.close()
                throw error
            }
        }
    }

    /// Articles that are asked about at a time.
    private static let page = 200

    /// By the time of their originals, undated ones last.
    private static func stories(
        in corpus: CorpusName, of store: any Store, filter: SearchFilter
    ) async throws -> [StoryCluster] {
        var stories: [StoryID: StoryCluster] = [:]
        var cursor: String?
        repeat {
            let articles = try await store.articles(in: corpus, filter: filter, after: cursor, limit: page)
            let ids = articles.articles.map(\.article.id)
            for story in try await store.copies(of: ids, in: corpus, filter: filter).values {
                stories[story.id] = story
            }
            cursor = articles.next
        } while cursor != nil
        return stories.values.sorted { one, other in
            let (first, second) = (one.original.publishedAt, other.original.publishedAt)
            return first == second
                ? one.id.rawValue < other.id.rawValue : first ?? .distantFuture < second ?? .distantFuture
        }
    }

    /// A story as it is printed for programs.
    private struct Story: Encodable {
        let id: StoryID
        let publisher: Publisher?
        let original: StoryCluster.Carrier
        let carriers: [StoryCluster.Carrier]
    }

    private func show(_ stories: [StoryCluster], directory: PublisherDirectory) throws {
        if output.json {
            return try JSONOutput.write(
                stories.map {
                    Story(
                        id: $0.id, publisher: directory.publisher(of: $0), original: $0.original, carriers: $0.carriers)
                })
        }
        if stories.isEmpty { return Terminal.write("No article of '\(name)' is a copy of another.") }
        let copies = stories.reduce(0) { $0 + $1.carriers.count }
        Terminal.write(
            output.terminal.dim("\(stories.count) \(stories.count == 1 ? "story" : "stories") in \(copies) articles"))
        for story in stories {
            Terminal.write("")
            for (index, carrier) in story.carriers.enumerated() {
                let title = Terminal.printable(carrier.title.isEmpty ? "untitled" : carrier.title)
                let source = carrier.source.isEmpty ? "unknown source" : Terminal.printable(carrier.source)
                let date = carrier.publishedAt.map(ArticleDate.text) ?? "undated"
                Terminal.write(
                    (index == 0 ? output.terminal.bold(title) : "  \(title)")
                        + "  " + output.terminal.dim("\(source) · \(date)"))
            }
        }
    }
}
