import Corpus
import Foundation
import GRDB

/// The texts and titles of one corpus.
struct TextOrigin: IndexOrigin {
    let place: CorpusName
    let corpus: Int64

    init(_ row: CorpusRow) {
        place = row.name
        corpus = row.id
    }

    var key: Int64 { corpus }
    var form: Int64 { FullTextIndex.form }

    static let files = IndexFileKind(
        prefix: "corpus-", suffix: ".text", table: "full_text_file", key: "corpus_id", owner: "corpus")

    static func all(_ db: Database) throws -> [TextOrigin] {
        try CorpusRow.names(db).compactMap { try CorpusRow.find(db, $0) }.map(TextOrigin.init)
    }

    static func mayCome(with change: ChangeLog.Kind) -> Bool { change == .corpusCreated }

    func isGone(with change: ChangeLog.Entry) -> Bool { change.kind == .corpusRemoved && change.subject == corpus }

    func fill(_ index: inout FullTextIndex, _ db: Database) throws {
        try addTexts(.standing(corpus: corpus), to: &index, db)
    }

    func apply(
        _ changes: [ChangeLog.Entry], newVersions: Set<Int64>, to index: inout FullTextIndex, _ db: Database
    ) throws {
        guard !newVersions.isEmpty else { return }
        try addTexts(.keyed(newVersions.sorted()), to: &index, db)
    }

    /// Each text is read once and cut where its chunks are.
    private func addTexts(_ wanted: VersionRows, to index: inout FullTextIndex, _ db: Database) throws {
        let versions = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT version.id, version.title, version.text FROM \(wanted.tables)
                    AND article.removed_at IS NULL
                    """), arguments: try wanted.arguments())
        let chunks = try db.cachedStatement(
            sql: "SELECT id, byte_start, byte_end FROM chunk WHERE version_id = ? ORDER BY ordinal")
        while let row = try versions.next() {
            let (version, title) = (row[0] as Int64, row[1] as String)
            try row.withUnsafeData(atIndex: 2) { text in
                let text = text ?? Data()
                for chunk in try Row.fetchAll(chunks, arguments: [version]) {
                    let (start, end) = (chunk[1] as Int, chunk[2] as Int)
                    // Damaged rows are the check's to report.
                    guard 0 <= start, start <= end, end <= text.count else { continue }
                    let part = text[(text.startIndex + start)..<(text.startIndex + end)]
                    index.append(
                        key: chunk[0], version: version, title: title, text: String(decoding: part, as: UTF8.self))
                }
            }
        }
        index.seal()
    }
}
