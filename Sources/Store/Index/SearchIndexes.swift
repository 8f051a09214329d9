import Foundation
import GRDB
import Logging

/// All indexes of a store. They are brought up to date in one transaction, so that both kinds of search see the same.
struct SearchIndexes: Sendable {
    let vectors: DerivedIndexes<VectorOrigin>
    let texts: DerivedIndexes<TextOrigin>

    init(folder: URL, logger: Logger) {
        vectors = DerivedIndexes(folder: folder, logger: logger)
        texts = DerivedIndexes(folder: folder, logger: logger)
    }

    /// The last change that every published snapshot knows of.
    var sequence: Int64 { min(vectors.sequence, texts.sequence) }

    func catchUp(_ db: Database) throws {
        try vectors.catchUp(db)
        try texts.catchUp(db)
    }

    func rebuild(_ db: Database) throws {
        try vectors.rebuild(db)
        try texts.rebuild(db)
    }

    var needSaving: Bool { vectors.needSaving || texts.needSaving }

    func save(to pool: DatabasePool) throws {
        try vectors.save(to: pool)
        try texts.save(to: pool)
    }

    /// Forgets which files can be trusted.
    func forgetFiles(_ db: Database) throws {
        try VectorOrigin.files.forgetNumbers(db)
        try TextOrigin.files.forgetNumbers(db)
    }

    func removeOrphans(_ db: Database) throws {
        try vectors.removeOrphans(db)
        try texts.removeOrphans(db)
    }
}
