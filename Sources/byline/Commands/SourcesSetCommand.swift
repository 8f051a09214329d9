import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesSetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Decide on a rating of a source, in place of what tables and the list of outlets say.",
        discussion: """
            The latest decision counts; what was observed of the source still moves the belief from there.

            EXAMPLES
              byline sources set Ledger --rating 0.9 --strength 20 --because "ten years of careful work"
              byline sources set rumours.example --rating 0.1 --because "invents interviews" --since 2025-01-01
            """)

    @Argument(help: "The name or an alias of an outlet, or a domain.")
    var name: String

    @Option(help: ArgumentHelp("From 0, never right, to 1, always right.", valueName: "number"))
    var rating: Double

    @Option(help: ArgumentHelp("As many observed claims the rating is worth, up to 1000.", valueName: "number"))
    var strength: Double = RatingTable.standardStrength

    @Option(help: ArgumentHelp("Searches as of an earlier moment do not know of it. Default: now.", valueName: "date"))
    var since: Instant?

    @OptionGroup var cause: CauseOptions
    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if !(0...1).contains(rating) { throw ValidationError("--rating is from 0 to 1.") }
        if !(strength > 0 && strength <= Belief.maximumStrength) {
            throw ValidationError("--strength is above 0 and at most \(Int(Belief.maximumStrength)).")
        }
    }

    func run() async throws {
        let change = CredibilityChange(
            .set(rating: rating, strength: strength), source: name, cause: cause.because, holdsFrom: since?.date)
        try await SourcesCommand.with(store, output) { opened in
            try await SourcesCommand.noteIfUnknown(name, in: opened, store)
            try await SourcesLogCommand.report(try await opened.record(change, in: store.corpus), opened, store, output)
        }
    }
}
