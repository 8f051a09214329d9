import Corpus
import Foundation
import GRDB

/// Signatures, buckets and links of one corpus's versions, inside a transaction.
///
/// **Links.** Each version is linked to the copies of its text among the versions before it in time: to the nearest
/// ``maximumLinks``, of which no more than ``maximumLinksToArticle`` are versions of one article. What is linked is so a matter of the
/// versions alone, not of the order in which they came; a story that a thousand outlets carry has 16,000 links; and whatever moment
/// a search looks from, the versions before it are tied as the whole is. Two versions of one article are never linked.
///
/// **Limits.** In a bucket only the ``CopyCandidates/nearest`` versions on either side are looked at, and after
/// ``maximumFailures`` texts that look like copies and are none, the search for others ends: an outlet that fills one template a
/// thousand times must not cost more than that. Where such texts lie between two copies, the two may be tied through others only,
/// or not at all.
struct CopyIndex {
    let db: Database
    let corpus: Int64
    private let stored = StoredShingles()

    static let maximumLinks = 16
    static let maximumLinksToArticle = 4
    static let maximumFailures = 16

    init(_ db: Database, corpus: Int64) {
        self.db = db
        self.corpus = corpus
    }

    /// Adds a version whose row is written already: signature, buckets, links on both sides.
    func insert(version: Int64) throws {
        guard let text = try VersionText.fetch(db, version: version) else { return }
        let shingles = Shingles(text.text)
        stored.keep(shingles, of: version)
        let added = CopyVersion(
            row: version, article: text.article, id: text.id, outlet: text.outlet, startsAt: text.startsAt,
            signature: MinHashSignature(shingles))
        if let signature = added.signature {
            let near = try CopyCandidates(db, corpus: corpus).near(added, signature)
            try link(added, shingles, toEarlier: near.earlier)
            try link(near.later, toEarlier: added, shingles)
        }
        try write(added, credits: CreditLines(text: text.text, author: text.author))
    }

    /// Takes an article's versions out. Versions after them that had as many links as they may have look for others in their
    /// place, unless the whole corpus goes.
    func remove(article: Int64, isRepairing: Bool = true) throws {
        let versions = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT version_id, starts_at, minima FROM version
                    CROSS JOIN copy_signature ON copy_signature.version_id = version.id WHERE version.article_id = ?
                    """), arguments: [article])
        guard !versions.isEmpty else { return }
        let full = isRepairing ? try fullVersions(linkedTo: article) : []
        for version in versions {
            let signature = try version.withUnsafeData(atIndex: 2) { $0.flatMap(SignatureBytes.decode) }
            try remove(version: version[0], startsAt: version[1], signature: signature)
        }
        for version in try CopyVersion.fetch(db, rows: full) { try relink(version) }
    }

    /// Makes all of it anew from the rows, one version at a time.
    func rebuild() throws {
        try db.execute(
            sql: """
                DELETE FROM copy_link WHERE later_id IN (
                    SELECT version.id FROM article JOIN version ON version.article_id = article.id
                    WHERE article.corpus_id = ?);
                DELETE FROM copy_signature WHERE version_id IN (
                    SELECT version.id FROM article JOIN version ON version.article_id = article.id
                    WHERE article.corpus_id = ?);
                DELETE FROM copy_bucket WHERE corpus_id = ?
                """, arguments: [corpus, corpus, corpus])
        try fill()
    }

    /// Adds all versions that are not in it.
    func fill() throws {
        for version in try missing() { try insert(version: version) }
    }

    /// Versions that have no signature, not even an empty one.
    func missing() throws -> [Int64] {
        try Int64.fetchAll(
            db,
            sql: """
                SELECT version.id FROM article CROSS JOIN version ON version.article_id = article.id
                WHERE article.corpus_id = ? AND article.removed_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM copy_signature WHERE version_id = version.id)
                ORDER BY version.id
                """, arguments: [corpus])
    }

    // MARK: Links

    /// `earlier`: candidates, nearest first.
    private func link(_ later: CopyVersion, _ shingles: Shingles, toEarlier earlier: [CopyVersion]) throws {
        var links: [Int64: Int] = [:]
        var (count, failures) = (0, 0)
        for candidate in earlier where links[candidate.article, default: 0] < Self.maximumLinksToArticle {
            guard count < Self.maximumLinks, failures < Self.maximumFailures else { return }
            guard try isCopy(later, shingles, candidate) else {
                failures += 1
                continue
            }
            try insertLink(later, to: candidate)
            links[candidate.article, default: 0] += 1
            count += 1
        }
    }

    /// `later`: candidates, nearest first, each of which may have to give up a link for the one to `earlier`.
    private func link(_ later: [CopyVersion], toEarlier earlier: CopyVersion, _ shingles: Shingles) throws {
        var failures = 0
        for candidate in later where failures < Self.maximumFailures {
            let loser = try loser(of: candidate, for: earlier)
            if let loser, CopyVersion.precedes(earlier, loser) { continue }
            guard try isCopy(earlier, shingles, candidate) else {
                failures += 1
                continue
            }
            if let loser {
                try db.cachedStatement(sql: "DELETE FROM copy_link WHERE later_id = ? AND earlier_id = ?")
                    .execute(arguments: [candidate.row, loser.row])
            }
            try insertLink(candidate, to: earlier)
        }
    }

    /// Which link a version would give up for another: the farthest, where it may have no more.
    private func loser(of version: CopyVersion, for other: CopyVersion) throws -> CopyVersion? {
        let links = try CopyVersion.linked(db, toLater: version.row)
        let toArticle = links.filter { $0.article == other.article }
        if toArticle.count >= Self.maximumLinksToArticle { return toArticle.min(by: CopyVersion.precedes) }
        return links.count < Self.maximumLinks ? nil : links.min(by: CopyVersion.precedes)
    }

    /// Finds the links of a version to those before it anew.
    private func relink(_ version: CopyVersion) throws {
        guard let signature = version.signature else { return }
        try db.cachedStatement(sql: "DELETE FROM copy_link WHERE later_id = ?").execute(arguments: [version.row])
        let near = try CopyCandidates(db, corpus: corpus).near(version, signature)
        try link(version, try stored.shingles(db, version: version.row), toEarlier: near.earlier)
    }

    private func isCopy(_ one: CopyVersion, _ shingles: Shingles, _ other: CopyVersion) throws -> Bool {
        TextOverlap(shingles, try stored.shingles(db, version: other.row)).isCopy(
            sameOutlet: one.isOfSameOutlet(as: other))
    }

    private func insertLink(_ later: CopyVersion, to earlier: CopyVersion) throws {
        try db.cachedStatement(
            sql: "INSERT OR IGNORE INTO copy_link (later_id, earlier_id, starts_at) VALUES (?, ?, ?)"
        )
        .execute(arguments: [later.row, earlier.row, later.startsAt])
    }

    /// Versions that are linked to one of an article and have all links that they may have.
    private func fullVersions(linkedTo article: Int64) throws -> [Int64] {
        try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT linked.later_id FROM version
                    CROSS JOIN copy_link AS linked ON linked.earlier_id = version.id
                    WHERE version.article_id = ?
                    AND (SELECT COUNT(*) FROM copy_link WHERE later_id = linked.later_id) >= ?
                    ORDER BY linked.later_id
                    """), arguments: [article, Self.maximumLinks])
    }

    // MARK: Rows

    private func write(_ version: CopyVersion, credits: CreditLines) throws {
        try db.cachedStatement(
            sql: "INSERT INTO copy_signature (version_id, starts_at, credits, minima) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [
            version.row, version.startsAt, credits.lines.joined(separator: "\n"),
            SignatureBytes.encode(version.signature),
        ])
        let statement = try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO copy_bucket (corpus_id, bucket, starts_at, version_id, article_id)
                VALUES (?, ?, ?, ?, ?)
                """)
        for bucket in version.signature?.buckets ?? [] {
            try statement.execute(arguments: [corpus, bucket, version.startsAt, version.row, version.article])
        }
    }

    private func remove(version: Int64, startsAt: Int64, signature: MinHashSignature?) throws {
        let statement = try db.cachedStatement(
            sql: "DELETE FROM copy_bucket WHERE corpus_id = ? AND bucket = ? AND starts_at = ? AND version_id = ?")
        for bucket in signature?.buckets ?? [] {
            try statement.execute(arguments: [corpus, bucket, startsAt, version])
        }
        for sql in [
            "DELETE FROM copy_link WHERE later_id = ?", "DELETE FROM copy_link WHERE earlier_id = ?",
            "DELETE FROM copy_signature WHERE version_id = ?",
        ] {
            try db.cachedStatement(sql: sql).execute(arguments: [version])
        }
    }
}

/// What is compared of a version's row.
private struct VersionText {
    let article: Int64
    let id: String
    let outlet: String
    let startsAt: Int64
    let author: String?
    let text: String

    static func fetch(_ db: Database, version: Int64) throws -> VersionText? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT article_id, public_id, source_key, max(known_from, ifnull(published_at, known_from)), author, text
                    FROM version WHERE id = ?
                    """), arguments: [version]
        ).map { row in
            VersionText(
                article: row[0], id: row[1], outlet: row[2], startsAt: row[3], author: row[4],
                text: String(decoding: row[5] as Data, as: UTF8.self))
        }
    }
}
