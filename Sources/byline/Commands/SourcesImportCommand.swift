import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in a table of ratings.",
        discussion: """
            A CSV file (commas, semicolons or tabs) whose first line names the columns: domain (or url, host, site) or
            name (or source, outlet), rating (or score, reliability, factuality, grade, …), and scale, where each row has
            its own. A row with a fault is reported, and the rest goes in; the exit code is 3 then.

            SCALES
              0-100, 1-5, 0-1, -1..1   from the worst to the best; 5-1 where less is better
              letters                  A 0.9, B 0.7, C 0.5, D 0.3, E and F 0.1; + and - a third of a step
              categories               very high 0.95, high 0.85, mostly factual 0.7, mixed 0.5, low 0.15,
                                       very low 0.05; reliable 0.85, unreliable 0.15, questionable 0.3, deprecated 0.05
              high=0.9,low=0.1         words of your own

            Several tables are put together by their strength, but never weigh more than twice the strongest one: tables
            copy one another. Where they disagree, the belief is wider. A table replaces the one of the same name.

            EXAMPLES
              byline sources import ratings.csv --table "Press watch" --scale 0-100
              byline sources import list.csv --table archive --scale high=0.9,low=0.1 --since 2020-01-01
            """)

    @Argument(help: "The file; '-' is the standard input.")
    var file: String

    @Option(help: ArgumentHelp("What to call the table.", valueName: "name"))
    var table: String

    @Option(
        help: ArgumentHelp("What the ratings mean, in rows that do not say it.", valueName: "scale"),
        transform: { text in
            guard let scale = RatingScale(text) else {
                throw ValidationError("'\(text)' is no scale: give one such as 0-100, 1-5, letters or categories.")
            }
            return scale
        })
    var scale: RatingScale?

    @Option(help: ArgumentHelp("As many observed claims a rating is worth, up to 1000.", valueName: "number"))
    var strength: Double = RatingTable.standardStrength

    @Option(help: ArgumentHelp("Searches as of an earlier moment do not know of it. Default: now.", valueName: "date"))
    var since: Instant?

    @Option(help: ArgumentHelp("A licence or another remark, kept with the table.", valueName: "text"))
    var note: String?

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if table.isEmpty { throw ValidationError("--table is empty: name the table.") }
        if !(strength > 0 && strength <= Belief.maximumStrength) {
            throw ValidationError("--strength is above 0 and at most \(Int(Belief.maximumStrength)).")
        }
    }

    func run() async throws {
        try await SourcesCommand.with(store, output) { opened in
            let (ratings, report) = try RatingTableReader.read(
                path: file, name: table, scale: scale, strength: strength, note: note)
            let entry = try await opened.importRatings(ratings, into: store.corpus, since: since?.date)
            try show(report, ratings, entry)
            if report.faultCount > 0 { throw ExitCode.incomplete }
        }
    }

    private func show(_ report: RatingTableReader.Report, _ table: RatingTable, _ entry: CredibilityEntry) throws {
        for fault in report.faults {
            Terminal.writeError("\(output.terminal.warning("refused")) \(Terminal.printable(fault.description))")
        }
        if report.faultCount > report.faults.count {
            Terminal.writeError("… and \(report.faultCount - report.faults.count) more")
        }
        if output.json {
            return try JSONOutput.write(
                Summary(
                    entry: entry.id, table: table.name, rows: report.rows, ratings: table.ratings.count,
                    repeated: report.repeated, refused: report.faultCount, faults: report.faults.map(\.description)))
        }
        Terminal.write(
            "\(store.corpus): table '\(Terminal.printable(table.name))' with \(table.ratings.count) ratings of \(report.rows) rows, "
                + "\(report.repeated) repeated, \(report.faultCount) refused; entry \(entry.id) of the log.")
    }

    private struct Summary: Encodable {
        let entry: Int64
        let table: String
        let rows: Int
        let ratings: Int
        let repeated: Int
        let refused: Int
        let faults: [String]
    }
}
