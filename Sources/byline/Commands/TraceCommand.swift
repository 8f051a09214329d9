import ArgumentParser
import Corpus
import Reasoning
import Store

struct TraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trace",
        abstract: "Show how an answer came about.",
        discussion: """
            Every answer's id leads to its trace: how the question was understood, what was found and why in that order, what each
            gate said, which model was asked, and how long each stage took. The latest \(ArchiveLimits.traces) are kept.

            EXAMPLES
              byline trace                 the latest answers, with their ids
              byline trace ans_1f3c…       one of them
              byline trace ans_1f3c… --json
            """)

    @Argument(help: "The answer's id; without one, the latest are listed.")
    var id: String?

    @Option(help: ArgumentHelp("Answers that are listed at most.", valueName: "number"))
    var limit: Int = 20

    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            try await Workbench.withStore(data, verbose: output.verbose) { store in
                guard let id else { return try await list(store) }
                let trace = try await store.trace(of: id)
                if output.json { return try JSONOutput.write(trace) }
                TracePrinter(terminal: output.terminal).show(trace)
            }
        }
    }

    private func list(_ archive: any AnswerArchive) async throws {
        let traces = try await archive.latestTraces(limit: max(0, limit))
        if output.json { return try JSONOutput.write(traces.map(TraceLine.init)) }
        if traces.isEmpty { Terminal.write("Nothing was asked yet.") }
        for trace in traces {
            Terminal.write(
                "\(output.terminal.accent(trace.key))  \(trace.status)  "
                    + Terminal.printable(trace.question)
                    + output.terminal.dim("  \(ArticleDate.text(trace.createdAt)) · \(trace.corpus)"))
        }
    }
}

/// An answer in a listing, for programs.
private struct TraceLine: Encodable {
    let id: String
    let createdAt: String
    let corpus: String
    let question: String
    let status: String

    init(_ trace: ArchivedAnswer) {
        id = trace.key
        createdAt = ArticleDate.text(trace.createdAt)
        corpus = trace.corpus.rawValue
        question = trace.question
        status = trace.status
    }
}
