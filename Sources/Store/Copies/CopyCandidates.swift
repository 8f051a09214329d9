import Corpus
import GRDB

/// Versions of other articles that may be copies of one, found by the buckets that they share.
struct CopyCandidates {
    let db: Database
    let corpus: Int64

    /// So many versions of a bucket, on either side in time, are looked at: phrases that an outlet puts under every article fill
    /// buckets without end.
    static let nearest = 32

    /// What signatures must agree in before texts are read and compared. Copies lie two standard errors above it at least, and
    /// most of them more than four.
    static let minimumEstimate = 0.35
    /// The same for two texts of one outlet, of which more must agree.
    static let minimumEstimateOfOneOutlet = 0.4

    init(_ db: Database, corpus: Int64) {
        self.db = db
        self.corpus = corpus
    }

    /// Before and after in time, nearest first. 64 lookups by key, then one row for each version that shares a bucket.
    func near(_ version: CopyVersion, _ signature: MinHashSignature) throws -> (
        earlier: [CopyVersion], later: [CopyVersion]
    ) {
        var rows: Set<Int64> = []
        let (before, after) = (try statement("<=", "DESC"), try statement(">", "ASC"))
        for bucket in signature.buckets {
            for statement in [before, after] {
                let found = try Int64.fetchCursor(
                    statement, arguments: [corpus, bucket, version.startsAt, version.article, Self.nearest])
                while let row = try found.next() { rows.insert(row) }
            }
        }
        let candidates = try CopyVersion.fetch(db, rows: rows.sorted()).filter { candidate in
            let estimate = candidate.signature?.estimatedResemblance(to: signature) ?? 0
            let sameOutlet = candidate.isOfSameOutlet(as: version)
            return estimate >= (sameOutlet ? Self.minimumEstimateOfOneOutlet : Self.minimumEstimate)
        }.sorted(by: CopyVersion.precedes)
        let earlier = candidates.prefix { CopyVersion.precedes($0, version) }
        return (earlier.reversed(), Array(candidates[earlier.endIndex...]))
    }

    private func statement(_ comparison: String, _ order: String) throws -> Statement {
        try db.cachedStatement(
            sql: """
                SELECT version_id FROM copy_bucket
                WHERE corpus_id = ? AND bucket = ? AND starts_at \(comparison) ? AND article_id <> ?
                ORDER BY starts_at \(order), version_id \(order) LIMIT ?
                """)
    }
}
