import Store

/// How a request says which articles may be seen: the same names in a body's `filter` and in a query.
enum RequestFilter {
    static let fields = [
        "sources", "categories", "languages", "places", "published_from", "published_before", "as_of",
        "include_undated", "include_retracted",
    ]
    /// In a query, each source, category, language and place is a parameter of its own.
    static let repeatable: Set<String> = ["source", "category", "language", "place"]
    static let queryFields = repeatable.sorted() + fields.dropFirst(repeatable.count)
    static let sourceLimit = 100

    static func read(_ body: ObjectFields) -> SearchFilter {
        guard let object = body.object("filter", fields: fields) else { return .standing }
        let filter = SearchFilter(
            sources: Set(object.strings("sources", limit: sourceLimit) ?? []),
            categories: Set(object.strings("categories", limit: sourceLimit) ?? []),
            languages: Set(object.strings("languages", limit: sourceLimit) ?? []),
            places: Set(object.strings("places", limit: sourceLimit) ?? []),
            publishedFrom: object.date("published_from"),
            publishedBefore: object.date("published_before"), asOf: object.date("as_of"),
            includeUndated: object.boolean("include_undated") ?? false,
            includeRetracted: object.boolean("include_retracted") ?? false)
        if isEmptySpan(filter) { object.refuse("published_before", spanExpectation) }
        return filter
    }

    static func read(_ query: QueryFields) -> SearchFilter {
        let filter = SearchFilter(
            sources: Set(query.strings("source").prefix(sourceLimit)),
            categories: Set(query.strings("category").prefix(sourceLimit)),
            languages: Set(query.strings("language").prefix(sourceLimit)),
            places: Set(query.strings("place").prefix(sourceLimit)), publishedFrom: query.date("published_from"),
            publishedBefore: query.date("published_before"), asOf: query.date("as_of"),
            includeUndated: query.boolean("include_undated") ?? false,
            includeRetracted: query.boolean("include_retracted") ?? false)
        if isEmptySpan(filter) { query.refuse("published_before", spanExpectation) }
        return filter
    }

    private static let spanExpectation = "it must be later than published_from"

    private static func isEmptySpan(_ filter: SearchFilter) -> Bool {
        guard let from = filter.publishedFrom, let before = filter.publishedBefore else { return false }
        return from >= before
    }
}
