import Corpus
import Foundation
import GRDB

/// A version as it is compared with others.
struct CopyVersion {
    let row: Int64
    let article: Int64
    let id: String
    /// As ``VersionFilter/sourceKey(_:)`` makes it; empty where unknown.
    let outlet: String
    /// When it could first be seen as of a moment.
    let startsAt: Int64
    /// Nil where the text is too short to be compared.
    let signature: MinHashSignature?

    /// The order in time, the same whatever was ingested first.
    static func precedes(_ one: CopyVersion, _ other: CopyVersion) -> Bool {
        one.startsAt == other.startsAt ? one.id < other.id : one.startsAt < other.startsAt
    }

    func isOfSameOutlet(as other: CopyVersion) -> Bool { !outlet.isEmpty && outlet == other.outlet }

    /// Those of `rows` whose articles are not removed and that have a signature.
    static func fetch(_ db: Database, rows: some Collection<Int64>) throws -> [CopyVersion] {
        guard !rows.isEmpty else { return [] }
        return try fetch(
            db, "FROM json_each(?) AS wanted CROSS JOIN version ON version.id = wanted.value",
            arguments: [try CorpusRow.encode(Array(rows))])
    }

    /// The earlier versions to which one is linked.
    static func linked(_ db: Database, toLater row: Int64) throws -> [CopyVersion] {
        try fetch(
            db,
            "FROM copy_link CROSS JOIN version ON copy_link.later_id = ? AND version.id = copy_link.earlier_id",
            arguments: [row])
    }

    private static func fetch(
        _ db: Database, _ tables: String, arguments: StatementArguments
    ) throws -> [CopyVersion] {
        let sql = """
            SELECT version.id, version.article_id, version.public_id, version.source_key, copy_signature.starts_at,
                copy_signature.minima
            \(tables)
            CROSS JOIN article ON article.id = version.article_id AND article.removed_at IS NULL
            CROSS JOIN copy_signature ON copy_signature.version_id = version.id
            """
        return try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments).map { row in
            CopyVersion(
                row: row[0], article: row[1], id: row[2], outlet: row[3], startsAt: row[4],
                signature: try row.withUnsafeData(atIndex: 5) { $0.flatMap(SignatureBytes.decode) })
        }
    }
}

/// Minima as little-endian 32-bit numbers; no bytes for a text without a signature.
enum SignatureBytes {
    static func encode(_ signature: MinHashSignature?) -> Data {
        (signature?.minima ?? []).map(\.littleEndian).withUnsafeBytes { Data($0) }
    }

    static func decode(_ bytes: Data) -> MinHashSignature? {
        let count = bytes.count / MemoryLayout<UInt32>.size
        guard bytes.count == count * MemoryLayout<UInt32>.size else { return nil }
        let minima = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialised in
            _ = bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer))
            #if _endian(big)
                for index in 0..<count { buffer[index] = buffer[index].byteSwapped }
            #endif
            initialised = count
        }
        return MinHashSignature(minima: minima)
    }
}
