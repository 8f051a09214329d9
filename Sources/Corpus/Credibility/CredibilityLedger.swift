public import Foundation

/// All that is known of the credibility of a corpus's sources, and since when: its outlets, the log of changes, and the rating
/// tables that the log names. Beliefs are computed from it and from nothing else.
public struct CredibilityLedger: Sendable {
    /// The number of the last change of what is in it.
    public let revision: Int64
    /// By name.
    public let sources: [Source]
    /// In the order of their numbers.
    public let entries: [CredibilityEntry]
    /// Rating tables by the number of the entry that brought them.
    public let tables: [Int64: RatingTable]
    let directory: SourceDirectory
    private let moments: [Date]

    public init(
        revision: Int64, sources: [Source], entries: [CredibilityEntry], tables: [Int64: RatingTable],
        suffixes: PublicSuffixes = .builtIn
    ) {
        self.revision = revision
        self.sources = sources
        self.entries = entries
        self.tables = tables
        directory = SourceDirectory(sources, suffixes: suffixes)
        moments = Set(entries.compactMap(\.change.holdsFrom)).sorted()
    }

    /// The entries that count at a moment, reversals left out: those that hold then and are not taken back by one that counts
    /// itself. Nil asks for all that was ever recorded.
    public func standing(asOf: Date?) -> [CredibilityEntry] {
        counting(asOf: asOf).filter { if case .reversal = $0.change.effect { false } else { true } }
    }

    /// The same with the reversals that count.
    public func counting(asOf: Date?) -> [CredibilityEntry] {
        var reversed: Set<Int64> = []
        var counting: [CredibilityEntry] = []
        // A reversal comes after what it takes back, so that going back its own fate is known first.
        for entry in entries.reversed() where !reversed.contains(entry.id) {
            if let asOf, let holdsFrom = entry.change.holdsFrom, holdsFrom > asOf { continue }
            if case .reversal(let other) = entry.change.effect { reversed.insert(other) }
            counting.append(entry)
        }
        return counting.reversed()
    }

    /// Whether an entry may be taken back; throws `unknown-entry` or `entry-reversed`.
    public func checkReversal(of id: Int64) throws {
        guard entries.contains(where: { $0.id == id }) else {
            throw BylineError(
                .unknownEntry, "The log of credibility has no entry \(id).",
                remedy: "'byline sources log' lists the entries.")
        }
        guard counting(asOf: nil).contains(where: { $0.id == id }) else {
            throw BylineError(
                .entryReversed, "Entry \(id) counts no longer: it was taken back already.",
                remedy: "To let it count again, take back the entry that did so.")
        }
    }

    /// A number that is the same for all moments with the same beliefs, so that one book serves them.
    public func epoch(asOf: Date?) -> Int {
        guard let asOf else { return moments.count }
        var (low, high) = (0, moments.count)
        while low < high {
            let middle = (low + high) / 2
            if moments[middle] <= asOf { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What is believed at a moment; nil means now. Costs time in proportion to entries and ratings.
    public func book(asOf: Date?) -> CredibilityBook {
        CredibilityBook(CredibilityEvidence(self, asOf: asOf), revision: revision)
    }
}
