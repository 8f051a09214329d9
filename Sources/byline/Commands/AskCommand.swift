import ArgumentParser
import Corpus
import Foundation
import Reasoning
import Service

struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Answer a question from a corpus, every sentence cited.",
        discussion: """
            Where the corpus does not say, the command says so, and what is missing, and exits with 4.

            EXAMPLES
              byline ask "Who chaired the flood inquiry?"
              byline ask "How many homes were flooded?" --as-of 2024-12-11
              byline ask "What did the strike cost?" --source "Quayside Business" --json
            """)

    @Argument(help: "The question.")
    var question: String

    @Option(help: ArgumentHelp("Sentences at most, 1 to 20.", valueName: "number"))
    var sentences: Int = 5

    @OptionGroup var filter: FilterOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let request = AnswerRequest(
                question: question, corpus: store.corpus, filter: filter.filter, maximumSentences: sentences)
            let printer = AnswerPrinter(terminal: output.terminal)
            let answer = try await Workbench.with(store.data, embedder, verbose: output.verbose) { workbench in
                try await workbench.answerer.answer(request) { event in
                    if !output.json { printer.show(event) }
                }
            }
            if output.json { try JSONOutput.write(answer) }
            if answer.status == .abstained { throw ExitCode.abstained }
        }
    }
}

/// Prints an answer as it comes: sentences with the numbers of their citations, then the citations.
struct AnswerPrinter: Sendable {
    let terminal: Terminal

    func show(_ event: AnswerEvent) {
        switch event {
        case .completed(let answer): show(answer)
        case .abstained(let answer):
            Terminal.write(terminal.wrapped(Terminal.printable(answer.reason ?? "The corpus does not say.")))
        default: break
        }
    }

    private func show(_ answer: Answer) {
        if answer.form == .sides {
            Terminal.write(terminal.dim("What the sources say, side by side:"))
        }
        for sentence in answer.sentences {
            let numbers = sentence.citations.map { "[\($0)]" }.joined()
            let text = terminal.wrapped("\(Terminal.printable(sentence.text)) \(numbers)")
            Terminal.write(text.replacingOccurrences(of: numbers, with: terminal.accent(numbers)))
        }
        Terminal.write("")
        for citation in answer.citations { Terminal.write(line(citation)) }
    }

    private func line(_ citation: Citation) -> String {
        let date = citation.publishedAt.map(ArticleDate.day) ?? "undated"
        let source = citation.source.isEmpty ? "unknown source" : Terminal.printable(citation.source)
        let place = terminal.dim(
            [date, "characters \(citation.start)–\(citation.end)", citation.url].compactMap { $0 }.joined(
                separator: " · "))
        return
            "\(terminal.accent("[\(citation.number)]")) \(terminal.bold(source)): \(Terminal.printable(citation.title))\n"
            + "    \(place)"
    }
}
