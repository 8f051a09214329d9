import ArgumentParser
import Corpus
import Foundation
import Ingestion
import Store

struct IngestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Read articles into a corpus.",
        discussion: """
            Takes files and folders: JSON Lines, a JSON array, BEIR's corpus.jsonl, Markdown and plain text with
            front matter. What is stored already is recognised by its content and left alone, so an ingestion that
            was stopped is simply started again. A record with a fault is reported, and the rest goes in.

            A record of JSON has these fields; text (or body) or title must be there:
              id, url, source, title, text, author, category, language, published_at, updated_at, retracted

            LIVE OR BACKFILL
              A search "as of" a moment sees only what was known then. With --provenance live, the default, an article is known
              from the moment of its ingestion: safe, because nothing is dated earlier than it was seen. For an archive
              use backfill: its articles are known from their last update, else from their publication.

            EXAMPLES
              byline ingest articles.jsonl
              byline ingest --provenance backfill --corpus archive ~/archive/
              cat feed.jsonl | byline ingest -
              byline ingest --without-vectors archive.jsonl   to be followed by 'byline embed'
            """)

    @Argument(help: "Files or folders; '-' is the standard input.")
    var inputs: [String]

    @Option(help: "When the articles became known: live (now) or backfill (when they were published).")
    var provenance: Provenance = .live

    @Option(help: "The format of the input; by default it is recognised.")
    var format: ReaderFormat?

    @Option(
        help: ArgumentHelp(
            "A JSON array of outlets (name, domain, aliases, owner, reliability) to add to the corpus.",
            valueName: "file"))
    var sources: String?

    @Flag(
        help: ArgumentHelp(
            "Leave the vectors for later: 'byline embed' makes them, or imports those made elsewhere. Until then these "
                + "articles are found by their words alone."))
    var withoutVectors = false

    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            // Faults of the input are found before the weights are loaded.
            let sources = try sources.map { try SourceList(path: $0).sources }
            var report = IngestionReport()
            let display = ProgressDisplay(isEnabled: !output.json)
            try await Workbench.with(store.data, embedder, verbose: output.verbose) { workbench in
                for input in inputs {
                    let reader = try ArticleReaders.open(input, format: format)
                    let part = try await workbench.ingestor.ingest(
                        reader, into: store.corpus, provenance: provenance, encoding: !withoutVectors
                    ) { progress in display.show(Self.line(progress, elapsed: display.elapsed)) }
                    report.merge(part)
                }
                if let sources { try await workbench.store.setSources(sources, in: store.corpus) }
                // Only now is it known who is reliable.
                try await workbench.corroborator.corroborate(report.withFigures, in: store.corpus)
            }
            display.finish()
            try show(report, elapsed: display.elapsed)
        }
    }

    private static func line(_ progress: IngestionProgress, elapsed: Duration) -> String {
        var parts = ["\(progress.articles) articles", "\(progress.chunks) new chunks"]
        let seconds = Double(elapsed.components.seconds) + 1e-18 * Double(elapsed.components.attoseconds)
        if seconds > 1 { parts.append(String(format: "%.0f chunks/s", Double(progress.chunks) / seconds)) }
        if progress.faults > 0 { parts.append("\(progress.faults) faults") }
        guard let total = progress.totalBytes, total > 0 else { return parts.joined(separator: " · ") }
        let share = Double(progress.bytesRead) / Double(total)
        return "\(ProgressDisplay.bar(share)) \(Int(share * 100)) % · " + parts.joined(separator: " · ")
    }

    private func show(_ report: IngestionReport, elapsed: Duration) throws {
        let terminal = output.terminal
        for fault in report.faults {
            Terminal.writeError("\(terminal.warning("refused")) \(Terminal.printable(fault.description))")
        }
        if report.faultCount > report.faults.count {
            Terminal.writeError("… and \(report.faultCount - report.faults.count) more")
        }
        for warning in report.warnings { Terminal.writeError("\(terminal.warning("note")) \(warning)") }
        if report.read == 0, report.faultCount == 0 {
            Terminal.writeError(
                "\(terminal.warning("note")) no article was found. Folders are searched for files named .jsonl, .json, .md "
                    + "and .txt.")
        }
        if output.json {
            try JSONOutput.write(IngestionSummary(report, corpus: store.corpus))
        } else {
            Terminal.write(
                "\(store.corpus): \(report.read) articles read in \(ProgressDisplay.time(elapsed)): \(report.inserted) new, "
                    + "\(report.updated) new versions, \(report.unchanged) unchanged, \(report.faultCount) refused; "
                    + "\(report.chunks) chunks, \(report.tokens) tokens.")
        }
        if report.faultCount > 0 { throw ExitCode.incomplete }
    }
}

/// The report as programs read it.
struct IngestionSummary: Encodable {
    let corpus: String
    let read: Int
    let inserted: Int
    let updated: Int
    let unchanged: Int
    let refused: Int
    let chunks: Int
    let tokens: Int
    let faults: [String]
    let warnings: [String]

    init(_ report: IngestionReport, corpus: CorpusName) {
        self.corpus = corpus.rawValue
        read = report.read
        inserted = report.inserted
        updated = report.updated
        unchanged = report.unchanged
        refused = report.faultCount
        chunks = report.chunks
        tokens = report.tokens
        faults = report.faults.map(\.description)
        warnings = report.warnings
    }
}
