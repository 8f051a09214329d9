public import Corpus
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
    /// Leaves out these articles, as if they were not in the corpus: for measuring what an answer owes to them. How common
    /// words are is still counted with them, and so are the names of outlets.
    public var excludedArticles: Set<ArticleID>

    public init(
        sources: Set<String> = [], categories: Set<String> = [], languages: Set<String> = [],
        places: Set<String> = [], publishedFrom: Date? = nil, publishedBefore: Date? = nil, asOf: Date? = nil,
        includeUndated: Bool = false, includeRetracted: Bool = false, excludedArticles: Set<ArticleID> = []
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
        self.excludedArticles = excludedArticles
    }

    /// What was written before there were places, and articles could be excluded, has no such fields.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            sources: try fields.decode(Set<String>.self, forKey: .sources),
            categories: try fields.decode(Set<String>.self, forKey: .categories),
            languages: try fields.decode(Set<String>.self, forKey: .languages),
            places: try fields.decodeIfPresent(Set<String>.self, forKey: .places) ?? [],
            publishedFrom: try fields.decodeIfPresent(Date.self, forKey: .publishedFrom),
            publishedBefore: try fields.decodeIfPresent(Date.self, forKey: .publishedBefore),
            asOf: try fields.decodeIfPresent(Date.self, forKey: .asOf),
            includeUndated: try fields.decode(Bool.self, forKey: .includeUndated),
            includeRetracted: try fields.decode(Bool.self, forKey: .includeRetracted),
            excludedArticles: try fields.decodeIfPresent(Set<ArticleID>.self, forKey: .excludedArticles) ?? [])
    }

    /// Asks for outlets, categories, languages, places, dates or a moment, so that an empty result may be the filter's doing.
    public var isNarrow: Bool {
        !sources.isEmpty || !categories.isEmpty || !languages.isEmpty || !places.isEmpty
            || publishedFrom != nil || publishedBefore != nil || asOf != nil
    }

    /// Admits everything that stands and was not withdrawn.
    public static let standing = SearchFilter()
}
