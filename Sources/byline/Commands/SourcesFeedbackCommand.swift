import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesFeedbackCommand: AsyncParsableCommand {
    enum Verdict: String, ExpressibleByArgument, CaseIterable {
        case `for`, against
    }

    static let configuration = CommandConfiguration(
        commandName: "feedback",
        abstract: "Say that a claim of a source was right or wrong.",
        discussion: """
            One word of feedback weighs a quarter of an observed claim, and all of it together five claims at most.

            EXAMPLES
              byline sources feedback Ledger for --because "the figures were right"
              byline sources feedback rumours.example against --because "there was no such meeting"
            """)

    @Argument(help: "The name or an alias of an outlet, or a domain.")
    var name: String

    @Argument(help: "What the claim speaks: for the source, or against it.")
    var verdict: Verdict

    @OptionGroup var cause: CauseOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let outcome = verdict == .for ? CredibilityOutcome.feedbackFor : .feedbackAgainst
        let change = CredibilityChange(
            .outcome(outcome, weight: outcome.weight), source: name, cause: cause.because)
        try await SourcesCommand.with(store, output) { opened in
            try await SourcesCommand.noteIfUnknown(name, in: opened, store)
            try await SourcesLogCommand.report(try await opened.record(change, in: store.corpus), opened, store, output)
        }
    }
}
