public import Foundation

/// One cause for believing a source more or less, or for taking such a cause back.
public struct CredibilityChange: Sendable, Hashable, Codable {
    /// What it does.
    public enum Effect: Sendable, Hashable, Codable {
        /// The corpus's list of outlets gives a rating, or nil for none any more; made by ``Source`` alone.
        case declared(rating: Double?)
        /// A table of ratings came in under this name; the ratings are kept beside the log.
        case imported(table: String, ratings: Int)
        /// Somebody decided: this rating stands in place of what tables and the list of outlets say.
        case set(rating: Double, strength: Double)
        /// Something was observed.
        case outcome(CredibilityOutcome, weight: Double)
        /// Another entry of the log counts no longer.
        case reversal(of: Int64)
    }

    public var effect: Effect
    /// A name, an alias or a domain; empty for tables and reversals.
    public var source: String
    /// The host at which the article stood that gave the cause; it tells whose it was where a name could be anybody's. No whole
    /// address: the log outlives articles that must be forgotten.
    public private(set) var host: String?
    /// In a person's words.
    public var cause: String
    /// From which moment a search may know of it. In a change to be recorded, nil is the moment of recording; in the log, nil is
    /// always, as for what a list of outlets declares.
    public var holdsFrom: Date?
    /// What it was learned from, where that must not count twice: of two changes with one key only the first is recorded.
    public var key: String?

    /// Of `url`, only the host is kept.
    public init(
        _ effect: Effect, source: String = "", url: String? = nil, cause: String, holdsFrom: Date? = nil,
        key: String? = nil
    ) {
        self.effect = effect
        self.source = source
        host = url.flatMap { HostName($0)?.name }
        self.cause = cause
        self.holdsFrom = holdsFrom
        self.key = key
    }

    /// The key of an outcome that was learned from an article: each teaches one of a kind once.
    public static func key(_ outcome: CredibilityOutcome, of article: ArticleID) -> String {
        outcome.rawValue + ":" + article.rawValue
    }

    /// The article from which an outcome was learned, by its key; nil where it was learned from none.
    public func article(of outcome: CredibilityOutcome) -> ArticleID? {
        guard case .outcome(outcome, _) = effect, let key, key.hasPrefix(outcome.rawValue + ":") else { return nil }
        return ArticleID(rawValue: String(key.dropFirst(outcome.rawValue.count + 1)))
    }

    /// Throws `credibility-change` for a change that cannot be recorded at `now`.
    public func check(at now: Date) throws {
        func refused(_ what: String, _ remedy: String) -> BylineError {
            BylineError(.credibilityChange, "A change of credibility \(what).", remedy: remedy)
        }
        func isIn(_ number: Double, _ limit: Double) -> Bool { number > 0 && number <= limit }
        let isAboutSource =
            switch effect {
            case .declared, .set, .outcome: true
            case .imported, .reversal: false
            }
        switch effect {
        case .declared(let rating):
            guard rating.map((0...1).contains) ?? true else {
                throw refused("has a rating that is not in 0 to 1", "Give a rating from 0 to 1.")
            }
        case .set(let rating, let strength):
            guard (0...1).contains(rating), isIn(strength, Belief.maximumStrength) else {
                throw refused(
                    "has rating \(rating) and strength \(strength)",
                    "Give a rating from 0 to 1 and a strength above 0 and at most \(Int(Belief.maximumStrength)).")
            }
        case .outcome(_, let weight):
            guard isIn(weight, 100) else {
                throw refused("has weight \(weight)", "Give a weight above 0 and at most 100.")
            }
        case .imported, .reversal: break
        }
        guard !isAboutSource || !source.isEmpty || host != nil else {
            throw refused("names no source", "Name an outlet, an alias or a domain.")
        }
        guard !cause.isEmpty else { throw refused("gives no cause", "Say why, for whoever reads the log.") }
        let texts = [source, cause, key ?? ""]
        guard texts.allSatisfy({ $0.utf8.count <= 8_192 && !$0.utf8.contains(0) }) else {
            throw refused("has a text that is too long, or one with a NUL character", "Shorten the name or the cause.")
        }
        guard holdsFrom.map({ $0 <= now }) ?? true else {
            throw refused("would hold from a moment to come", "Record it when it comes.")
        }
    }
}

/// A change as it stands in the log. Entries are never altered or removed; a reversal is an entry of its own.
public struct CredibilityEntry: Sendable, Hashable, Codable {
    /// Its number; later entries have larger ones.
    public let id: Int64
    public let change: CredibilityChange
    public let recordedAt: Date

    public init(id: Int64, change: CredibilityChange, recordedAt: Date) {
        self.id = id
        self.change = change
        self.recordedAt = recordedAt
    }
}

extension BylineError.Code {
    /// A change of credibility cannot be recorded.
    public static let credibilityChange: Self = "credibility-change"
    /// There is no such entry in the log of changes.
    public static let unknownEntry: Self = "unknown-entry"
    /// An entry counts no longer already.
    public static let entryReversed: Self = "entry-reversed"
}
