import Corpus
import Foundation
import GRDB

/// Reads the clusters to which articles belong as of a filter's moment.
///
/// Links tie versions that stood at some time up to the moment, ended and withdrawn ones too: a text that was once copied stays
/// the source of its copies. Only versions that the moment admits are carriers.
struct StoryRows {
    let db: Database
    let corpus: CorpusRow
    private let moment: VersionFilter

    /// Outlets and dates that a filter asks for do not count: who else carried a story is no matter of them.
    init(_ db: Database, corpus: CorpusRow, filter: SearchFilter) throws {
        self.db = db
        self.corpus = corpus
        var moment = VersionFilter(
            SearchFilter(
                asOf: filter.asOf, includeUndated: filter.includeUndated, includeRetracted: filter.includeRetracted),
            topic: nil)
        moment.excluded = try VersionFilter.excluded(db, corpus, filter)
        self.moment = moment
    }

    /// Two queries, a third for the outlets' names; one where no article has a copy.
    func clusters(of articles: [ArticleID]) throws -> [ArticleID: StoryCluster] {
        let links = try links(around: articles)
        guard !links.isEmpty else { return [:] }
        var clusters: [ArticleID: StoryCluster] = [:]
        for candidates in try candidates(in: Self.components(of: links)) {
            guard let cluster = StoryCluster(candidates) else { continue }
            for carrier in cluster.carriers { clusters[carrier.id] = cluster }
        }
        let asked = Set(articles)
        return clusters.filter { asked.contains($0.key) }
    }

    /// All links among the versions that are tied to those of the articles.
    private func links(around articles: [ArticleID]) throws -> [(Int64, Int64)] {
        let latest = moment.asOf ?? .max
        let (sql, arguments) = try SQL(
            """
            WITH RECURSIVE story (version_id) AS (
                SELECT version.id FROM json_each(\(try CorpusRow.encode(articles.map(\.rawValue)))) AS asked
                CROSS JOIN article ON article.corpus_id = \(corpus.id) AND article.public_id = asked.value
                    AND article.removed_at IS NULL
                CROSS JOIN version ON version.article_id = article.id AND \(moment.condition())
                UNION
                SELECT copy_link.earlier_id FROM story
                CROSS JOIN copy_link ON copy_link.later_id = story.version_id AND copy_link.starts_at <= \(latest)
                UNION
                SELECT copy_link.later_id FROM story
                CROSS JOIN copy_link ON copy_link.earlier_id = story.version_id AND copy_link.starts_at <= \(latest)
            )
            SELECT copy_link.later_id, copy_link.earlier_id FROM story
            CROSS JOIN copy_link ON copy_link.later_id = story.version_id AND copy_link.starts_at <= \(latest)
            """
        ).build(db)
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { ($0[0], $0[1]) }
    }

    /// For each version the number of its component: the smallest key in it.
    private static func components(of links: [(Int64, Int64)]) -> [Int64: Int64] {
        var parents: [Int64: Int64] = [:]
        func root(_ version: Int64) -> Int64 {
            var version = version
            while let parent = parents[version], parent != version {
                parents[version] = parents[parent] ?? parent
                version = parent
            }
            return version
        }
        for (one, other) in links {
            let (first, second) = (root(one), root(other))
            let least = min(first, second)
            (parents[first], parents[second]) = (least, least)
        }
        return Dictionary(uniqueKeysWithValues: Array(parents.keys).map { ($0, root($0)) })
    }

    /// The admitted versions of each component.
    private func candidates(in components: [Int64: Int64]) throws -> [[StoryCluster.Candidate]] {
        let (sql, arguments) = try SQL(
            """
            SELECT version.id, article.public_id, version.public_id, version.source, version.title, version.url,
                version.published_at, copy_signature.credits
            FROM json_each(\(try CorpusRow.encode(components.keys.sorted()))) AS tied
            CROSS JOIN version ON version.id = tied.value AND \(moment.condition())
            CROSS JOIN article ON article.id = version.article_id AND article.removed_at IS NULL
            CROSS JOIN copy_signature ON copy_signature.version_id = version.id
            """
        ).build(db)
        let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
        let names = try outletNames(Set(rows.map { $0[3] as String }))
        var stories: [Int64: [StoryCluster.Candidate]] = [:]
        for row in rows {
            let (published, source, credits) = (row[6] as Int64?, row[3] as String, row[7] as String)
            let carrier = StoryCluster.Carrier(
                id: ArticleID(rawValue: row[1]), version: VersionID(rawValue: row[2]), source: source, title: row[4],
                url: row[5], publishedAt: published.map(Instant.date))
            stories[components[row[0]] ?? row[0], default: []].append(
                StoryCluster.Candidate(
                    carrier: carrier,
                    credits: CreditLines(lines: credits.split(separator: "\n").map(String.init)),
                    outletNames: names[source] ?? [source]))
        }
        return Array(stories.values)
    }

    /// Every name of each outlet, as far as the list of sources knows it.
    private func outletNames(_ outlets: Set<String>) throws -> [String: Set<String>] {
        let definitions = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT definition FROM source WHERE corpus_id = ? AND name IN (SELECT value FROM json_each(?))"),
            arguments: [corpus.id, try CorpusRow.encode(outlets.sorted())])
        var names = Dictionary(uniqueKeysWithValues: outlets.map { ($0, Set([$0])) })
        for definition in definitions {
            let source = try CorpusRow.decode(Source.self, definition)
            names[source.name]?.formUnion(source.aliases + [source.domain].compactMap(\.self))
        }
        return names
    }
}
