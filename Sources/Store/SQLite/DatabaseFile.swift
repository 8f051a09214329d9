import Corpus
import Foundation
import GRDB

/// The file `byline.sqlite` of a data directory: how it is made, opened and tuned. Everything here blocks.
struct DatabaseFile {
    let directory: URL
    /// Seconds that a writer waits for another process.
    var patience: TimeInterval = 20

    /// `BYLN`: tells our files from other programs' databases.
    static let applicationID: Int64 = 0x4259_4C4E

    var url: URL { directory.appendingPathComponent("byline.sqlite") }
    var indexDirectory: URL { directory.appendingPathComponent("index", isDirectory: true) }

    /// Opens the database, making directory and file where they are missing, and brings its schema to `target`.
    func open(migratingTo target: Int = Migrator.standard.newest) throws -> DatabasePool {
        try makeDirectory()
        return try StoreFailure.describing(directory) {
            let pool = try DatabasePool(path: url.path, configuration: configuration)
            // GRDB sets NORMAL with write-ahead logging; what a write returned from must survive a power cut.
            do {
                try pool.writeWithoutTransaction { db in
                    try checkOwner(db)
                    try db.execute(sql: "PRAGMA synchronous = FULL")
                    try Migrator.standard.migrate(db, to: target, path: directory.path)
                }
            } catch {
                try? pool.close()
                throw error
            }
            return pool
        }
    }

    /// The public suffixes to go by: those of a list in the directory, else the ones that Byline brings.
    func suffixes() throws -> PublicSuffixes {
        let list = directory.appendingPathComponent(PublicSuffixes.fileName).path
        return FileManager.default.fileExists(atPath: list) ? try PublicSuffixes(path: list) : .builtIn
    }

    private var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "byline.store"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.prepareDatabase { db in
            // A passage's vector row takes 1.5 kB and an article's text some 10: larger pages waste less of them.
            if !db.configuration.readonly { try db.execute(sql: "PRAGMA page_size = 8192") }
            try db.execute(sql: "PRAGMA mmap_size = 268435456")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    private func makeDirectory() throws {
        do {
            try FileManager.default.createDirectory(at: indexDirectory, withIntermediateDirectories: true)
        } catch {
            throw unwritable(cause: error)
        }
        let isWritable = [directory, indexDirectory].allSatisfy { FileManager.default.isWritableFile(atPath: $0.path) }
        guard isWritable else { throw unwritable(cause: nil) }
    }

    private func unwritable(cause: (any Error)?) -> BylineError {
        BylineError(
            "store-unwritable", "The data directory \(directory.path) cannot be written to.",
            remedy: "Give this user the right to write there, or choose another directory with --data.", cause: cause)
    }

    /// Refuses a database that another program made.
    private func checkOwner(_ db: Database) throws {
        // In this order: another process that makes the schema meanwhile sets both at once.
        let objects = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema") ?? 0
        let owner = try Int64.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard owner != Self.applicationID, objects > 0 else { return }
        throw BylineError(
            "not-a-database", "\(url.path) is a database, but not one of Byline.",
            remedy: "Choose another data directory, or move that file away and ingest again.")
    }
}
