import ArgumentParser
import Corpus
import Foundation
import Store

struct SourcesLogCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Show the changes of belief, the latest first.",
        discussion: """
            EXAMPLES
              byline sources log --limit 20
              byline sources log Ledger --json
            """)

    @Argument(help: "Only changes of this source.")
    var name: String?

    @Option(help: ArgumentHelp("Entries at most.", valueName: "number"))
    var limit: Int = 100

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try await SourcesCommand.with(store, output) { opened in
            let ledger = try await opened.credibilityLedger(of: store.corpus)
            let entries = (name.map { ledger.entries(about: $0, asOf: nil) } ?? ledger.entries)
                .reversed().prefix(max(0, limit))
            if output.json { return try JSONOutput.write(entries.map(EntryBody.init)) }
            if entries.isEmpty { Terminal.write("The log has no entry\(name == nil ? "" : " of this source").") }
            Self.show(Array(entries), of: ledger, asOf: nil, output.terminal)
        }
    }

    /// Entries, with a mark on those that count no longer.
    static func show(_ entries: [CredibilityEntry], of ledger: CredibilityLedger, asOf: Date?, _ terminal: Terminal) {
        let counting = Set(ledger.counting(asOf: asOf).map(\.id))
        for entry in entries { show(entry, counts: counting.contains(entry.id), terminal) }
    }

    /// One entry on two lines.
    private static func show(_ entry: CredibilityEntry, counts: Bool, _ terminal: Terminal) {
        let change = entry.change
        let source = change.source.isEmpty ? "" : " · \(Terminal.printable(change.source))"
        let since = change.holdsFrom.map { ArticleDate.text($0) } ?? "always"
        Terminal.write(
            "\(terminal.accent("\(entry.id)."))\(source) · \(Terminal.printable(SourcesCommand.text(change.effect)))"
                + (counts ? "" : terminal.warning(" · taken back")))
        Terminal.write(
            terminal.dim(
                "   recorded \(ArticleDate.text(entry.recordedAt)), holds from \(since): \(Terminal.printable(change.cause))"
            ))
    }

    /// Says what was recorded, and what is believed now.
    static func report(
        _ entry: CredibilityEntry, _ opened: any Store, _ store: StoreOptions, _ output: OutputOptions
    ) async throws {
        let ledger = try await opened.credibilityLedger(of: store.corpus)
        if output.json { return try JSONOutput.write(EntryBody(entry)) }
        show(entry, counts: true, output.terminal)
        var concerned = entry.change.source
        if case .reversal(let other) = entry.change.effect {
            concerned = ledger.entries.first { $0.id == other }?.change.source ?? ""
        }
        if let account = ledger.account(of: concerned, asOf: nil) {
            Terminal.write("\(Terminal.printable(account.title)): \(SourcesCommand.text(account.belief)) now")
        }
    }
}

/// An entry of the log, for programs.
struct EntryBody: Encodable {
    let id: Int64
    let source: String?
    let effect: String
    let rating: Double?
    let weight: Double?
    let reverses: Int64?
    let cause: String
    let recordedAt: Date
    /// Null is always.
    let holdsFrom: Date?

    init(_ entry: CredibilityEntry) {
        var (rating, weight, reverses): (Double?, Double?, Int64?) = (nil, nil, nil)
        switch entry.change.effect {
        case .declared(let declared): (effect, rating) = ("declared", declared)
        case .imported: effect = "imported"
        case .set(let value, let strength): (effect, rating, weight) = ("set", value, strength)
        case .outcome(let outcome, let value): (effect, weight) = (outcome.rawValue, value)
        case .reversal(let other): (effect, reverses) = ("reversal", other)
        }
        (self.rating, self.weight, self.reverses) = (rating, weight, reverses)
        id = entry.id
        if case .imported(let table, _) = entry.change.effect {
            source = table
        } else {
            source = entry.change.source.isEmpty ? nil : entry.change.source
        }
        cause = entry.change.cause
        recordedAt = entry.recordedAt
        holdsFrom = entry.change.holdsFrom
    }
}
