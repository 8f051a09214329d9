import Corpus
import Foundation
import GRDB

/// A ``SearchFilter`` in the units of the store: one meaning for the vector index and for SQL.
struct VersionFilter: Sendable, Equatable {
    /// Outlets' names as ``sourceKey(_:)`` makes them; empty admits all.
    let sources: Set<String>
    /// Nil admits all categories, languages and places.
    let topic: TopicFilter?
    let publishedFrom: Int64?
    let publishedBefore: Int64?
    let asOf: Int64?
    let includeUndated: Bool
    let includeRetracted: Bool
    /// Keys of versions that are left out, whatever else holds.
    var excluded: Set<Int64> = []

    /// What outlets' names are compared by: without case.
    static func sourceKey(_ name: String) -> String { name.lowercased() }

    /// The same moment without outlets, topics and dates: what there was to choose from.
    var moment: VersionFilter {
        VersionFilter(
            sources: [], topic: nil, publishedFrom: nil, publishedBefore: nil, asOf: asOf,
            includeUndated: includeUndated,
            includeRetracted: includeRetracted)
    }

    /// Whether it admits all of its ``moment``.
    var isMoment: Bool {
        sources.isEmpty && topic == nil && publishedFrom == nil && publishedBefore == nil && excluded.isEmpty
    }

    private var asksForDates: Bool { publishedFrom != nil || publishedBefore != nil || asOf != nil }

    /// Whether a version passes, its outlet and topic aside.
    func admits(published: Int64?, knownFrom: Int64, knownTo: Int64?, isRetracted: Bool) -> Bool {
        if isRetracted && !includeRetracted { return false }
        if let asOf {
            guard knownFrom <= asOf, knownTo.map({ asOf < $0 }) ?? true else { return false }
        } else if knownTo != nil {
            return false
        }
        guard let published else { return includeUndated || !asksForDates }
        return publishedFrom.map { published >= $0 } ?? true
            && publishedBefore.map { published < $0 } ?? true
            && asOf.map { published <= $0 } ?? true
    }

    /// The same as a condition on the table `version`, with its arguments.
    func condition() -> SQL {
        var parts: [SQL] = []
        if !includeRetracted { parts.append("version.retracted = 0") }
        if let asOf {
            parts.append("version.known_from <= \(asOf) AND (version.known_to IS NULL OR version.known_to > \(asOf))")
        } else {
            parts.append("version.known_to IS NULL")
        }
        if !sources.isEmpty { parts.append("version.source_key IN \(sources.sorted())") }
        if let topic { parts.append(topic.condition) }
        if !excluded.isEmpty { parts.append("version.id NOT IN \(excluded.sorted())") }
        var dates: [SQL] = []
        if let publishedFrom { dates.append("version.published_at >= \(publishedFrom)") }
        if let publishedBefore { dates.append("version.published_at < \(publishedBefore)") }
        if let asOf { dates.append("version.published_at <= \(asOf)") }
        if !dates.isEmpty {
            let dated = dates.joined(separator: " AND ")
            parts.append(includeUndated ? "(version.published_at IS NULL OR \(dated))" : "(\(dated))")
        }
        return parts.joined(separator: " AND ")
    }
}

extension VersionFilter {
    /// - Parameter topic: what ``TopicFilter/fetch(_:_:_:words:)`` made of the filter.
    init(_ filter: SearchFilter, topic: TopicFilter?) {
        self.init(
            sources: Set(filter.sources.map(Self.sourceKey)), topic: topic,
            publishedFrom: filter.publishedFrom.map(Instant.milliseconds),
            publishedBefore: filter.publishedBefore.map(Instant.milliseconds),
            asOf: filter.asOf.map(Instant.milliseconds), includeUndated: filter.includeUndated,
            includeRetracted: filter.includeRetracted)
    }

    /// Keys of all versions of the articles that a filter excludes.
    static func excluded(_ db: Database, _ corpus: CorpusRow, _ filter: SearchFilter) throws -> Set<Int64> {
        guard !filter.excludedArticles.isEmpty else { return [] }
        let articles = filter.excludedArticles.map(\.rawValue).sorted()
        return try Set(
            Int64.fetchCursor(
                db,
                sql: """
                    SELECT version.id FROM json_each(?) AS asked
                    JOIN article ON article.corpus_id = ? AND article.public_id = asked.value
                    JOIN version ON version.article_id = article.id
                    """, arguments: [try CorpusRow.encode(articles), corpus.id]))
    }
}
