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
            Where the corpus does not say, the command says so, and what is missing, and exits with 4. With --choice it
            says which of the choices the evidence speaks for, how likely, and by which sentence; it declines only where
            nothing bears on the question.

            EXAMPLES
              byline ask "Who chaired the flood inquiry?"
              byline ask "How many homes were flooded?" --as-of 2024-12-11
              byline ask "What did the strike cost?" --source "Quayside Business" --json
              byline ask "Who chaired the flood inquiry?" --choice "Judge Ekdal" --choice "Ingrid Sallis"
            """)

    @Argument(help: "The question.")
    var question: String

    @Option(help: ArgumentHelp("Sentences at most, 1 to 20.", valueName: "number"))
    var sentences: Int = 5

    @Option(help: ArgumentHelp("What may be chosen; once for each of 2 to 20.", valueName: "text"))
    var choice: [String] = []

    @OptionGroup var filter: FilterOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var embedder: EmbedderOptions
    @OptionGroup var ranking: RankingOptions
    @OptionGroup var writing: WritingOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await output.reporting {
            let request = AnswerRequest(
                question: question, corpus: store.corpus, filter: filter.filter,
                minimumCredibility: filter.minimumCredibility, maximumSentences: sentences, choices: choice)
            let printer = AnswerPrinter(terminal: output.terminal)
            let answer = try await Workbench.with(
                store.data, embedder, ranking: ranking, writing: writing, verbose: output.verbose
            ) {
                workbench in
                try await workbench.answerer.answer(request) { event in
                    if !output.json { printer.show(event) }
                }
            }
            if output.json { try JSONOutput.write(answer) }
            if answer.status == .abstained { throw ExitCode.abstained }
        }
    }
}
