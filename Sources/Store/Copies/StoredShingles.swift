import Corpus
import Foundation
import GRDB

/// The shingles of stored texts, some of which are kept: the articles of one write are often compared with the same others.
final class StoredShingles {
    /// All that are kept together, in shingles: some eight megabytes.
    private static let capacity = 500_000

    private var kept: [Int64: Shingles] = [:]
    private var size = 0

    /// Those of a version's text, which never changes.
    func shingles(_ db: Database, version: Int64) throws -> Shingles {
        if let known = kept[version] { return known }
        let text = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT text FROM version WHERE id = ?"), arguments: [version])
        let shingles = Shingles(String(decoding: text ?? Data(), as: UTF8.self))
        keep(shingles, of: version)
        return shingles
    }

    func keep(_ shingles: Shingles, of version: Int64) {
        if size + shingles.hashes.count > Self.capacity {
            kept.removeAll()
            size = 0
        }
        kept[version] = shingles
        size += shingles.hashes.count
    }
}
