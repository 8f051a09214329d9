public import Foundation

/// Which chunks a search may see at all; applied before any ranking.
public struct SearchFilter: Sendable, Hashable, Codable {
    /// Names of outlets, compared without case; empty admits all.
    public var sources: Set<String>
    /// Categories as articles have them, compared without case and accents; empty admits all, and articles without one.
    public var categories: Set<String>
    /// Languages by their first subtag: `en` admits `en-GB`; empty admits all.
    public var languages: Set<String>
    /// Places that the title or text must name, one of them at least; compared without case, but the article must write the
    /// name with capitals. Empty admits all.
    public var places: Set<String>
    /// Published at this instant or later. Undated articles fail unless ``includeUndated`` is set.
    public var publishedFrom: Date?
    /// Published before this instant.
    public var publishedBefore: Date?
    /// Sees the corpus as it stood at this instant: versions with knownFrom ≤ t < knownTo and published ≤ t. Nil sees the
    /// versions that stand now.
    public var asOf: Date?
    /// Admits articles without a date to a search that asks for dates.
    public var includeUndated: Bool
    /// Admits articles that their outlet withdrew.
    public var includeRetracted: Bool

    public init(
        sources: Set<String> = [], categories: Set<String> = [], languages: Set<String> = [],
        places: Set<String> = [], publishedFrom: Date? = nil, publishedBefore: Date? = nil, asOf: Date? = nil,
        includeUndated: Bool = false, includeRetracted: Bool = false
    ) {
        self.sources = sources
        self.categories = categories
        self.languages = languages
        self.places = places
        self.publishedFrom = publishedFrom
        self.publishedBefore = publishedBefore
        self.asOf = asOf
        self.includeUndated = includeUndated
        self.includeRetracted = includeRetracted
    }

    /// Asks for outlets, categories, languages, places, dates or a moment, so that an empty result may be the filter's doing.
    public var isNarrow: Bool {
        !sources.isEmpty || !categories.isEmpty || !languages.isEmpty || !places.isEmpty
            || publishedFrom != nil || publishedBefore != nil || asOf != nil
    }

    /// Admits everything that stands and was not withdrawn.
    public static let standing = SearchFilter()
}
