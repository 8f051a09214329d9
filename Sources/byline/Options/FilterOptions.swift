import ArgumentParser
import Corpus
import Foundation
import Store

/// Which articles a question may be answered from.
struct FilterOptions: ParsableArguments {
    @Option(
        name: .customLong("source"),
        help: ArgumentHelp("Only articles of this outlet; may be repeated.", valueName: "name"))
    var sources: [String] = []

    @Option(
        name: .customLong("category"),
        help: ArgumentHelp("Only articles of this category, whatever its case; may be repeated.", valueName: "name"))
    var categories: [String] = []

    @Option(
        name: .customLong("language"),
        help: ArgumentHelp("Only articles in this language: 'en' admits 'en-GB'; may be repeated.", valueName: "tag"))
    var languages: [String] = []

    @Option(
        name: .customLong("place"),
        help: ArgumentHelp(
            "Only articles that name this place, as names are written; may be repeated.", valueName: "name"))
    var places: [String] = []

    @Option(help: ArgumentHelp("Only articles published then or later.", valueName: "date"))
    var from: Instant?

    @Option(help: ArgumentHelp("Only articles published before then.", valueName: "date"))
    var before: Instant?

    @Option(
        help: ArgumentHelp(
            "Answer as the corpus stood then: no later article, and each in the version of that time.",
            valueName: "date"))
    var asOf: Instant?

    @Flag(help: "Keep articles without a date in a search that asks for dates.")
    var includeUndated = false

    @Flag(help: "Keep articles that their outlet withdrew.")
    var includeRetracted = false

    @Option(
        name: .customLong("credible"),
        help: ArgumentHelp(
            "Only outlets believed to be right this often, 0 to 1; one of which nothing is known has 0.5.",
            valueName: "share"))
    var minimumCredibility: Double?

    var filter: SearchFilter {
        SearchFilter(
            sources: Set(sources), categories: Set(categories), languages: Set(languages), places: Set(places),
            publishedFrom: from?.date, publishedBefore: before?.date, asOf: asOf?.date,
            includeUndated: includeUndated, includeRetracted: includeRetracted)
    }
}

/// A point in time on the command line: RFC 3339, or a date alone for its first instant in UTC.
struct Instant: ExpressibleByArgument {
    let date: Date

    init?(argument: String) {
        guard let date = ArticleDate.date(argument) else { return nil }
        self.date = date
    }
}
