public import Foundation
public import Logging
public import Matrix
import Corpus
import GRDB
import Synchronization

/// The embedded store: one data directory with `byline.sqlite`, the record, and `index/`, which is derived from it.
///
/// Several processes may have one directory open; each sees the others' writes within a second. Writes are
/// transactions of SQLite in write-ahead mode with full synchronisation. SQLite's work runs on threads of its own,
/// searches on a ``ComputePool``.
public final class SQLiteStore: Store {
    let directory: URL
    let pool: DatabasePool
    let indexes: SearchIndexes
    let compute: ComputePool
    let accuracy: VectorSearchAccuracy
    let logger: Logger
    let clock: @Sendable () -> Date
    let statuses = Mutex<[CorpusName: CorpusStatus]>([:])
    let books = CredibilityCache()
    let recentPassages = PassageCache()
    let recentCorpora = CorpusCache()
    /// By these a rating of a domain reaches the hosts below it.
    let suffixes: PublicSuffixes
    /// Index files are written here: neither searches nor rows wait for them.
    let fileThread = ComputePool(threads: 1, name: "byline-index-files", isBackground: true)
    let follower = Mutex<Task<Void, Never>?>(nil)

    private init(
        directory: URL, pool: DatabasePool, suffixes: PublicSuffixes, compute: ComputePool,
        accuracy: VectorSearchAccuracy, logger: Logger, clock: @escaping @Sendable () -> Date
    ) {
        self.directory = directory
        self.pool = pool
        indexes = SearchIndexes(folder: DatabaseFile(directory: directory).indexDirectory, logger: logger)
        self.suffixes = suffixes
        self.compute = compute
        self.accuracy = accuracy
        self.logger = logger
        self.clock = clock
    }

    /// Opens a data directory, making it where it is missing, brings its schema up to date, and loads the indexes.
    ///
    /// Public suffixes are read from `public_suffix_list.dat` in the directory, where somebody put it there; so every process that
    /// opens the directory goes by the same ones.
    ///
    /// Throws `store-unwritable`, `not-a-database`, `database-corrupt`, `schema-too-new`, `store-locked`, `disk-full` or
    /// `suffix-list-invalid`, each with its remedy.
    public static func open(
        directory: URL, logger: Logger, compute: ComputePool = .shared, accuracy: VectorSearchAccuracy = .automatic
    ) async throws -> SQLiteStore {
        try await open(directory: directory, logger: logger, compute: compute, accuracy: accuracy, clock: Date.init)
    }

    static func open(
        directory: URL, logger: Logger, compute: ComputePool = .shared, accuracy: VectorSearchAccuracy = .automatic,
        patience: TimeInterval = 20, clock: @escaping @Sendable () -> Date
    ) async throws -> SQLiteStore {
        let (suffixes, pool) = try await compute.run {
            let file = DatabaseFile(directory: directory, patience: patience)
            return (try file.suffixes(), try file.open())
        }
        let store = SQLiteStore(
            directory: directory, pool: pool, suffixes: suffixes, compute: compute, accuracy: accuracy, logger: logger,
            clock: clock)
        do {
            try await store.start()
        } catch {
            // Now, not when the last reference goes: whoever repairs the files must not meet an open connection.
            await store.closeFiles()
            throw error
        }
        return store
    }

    /// Brings the indexes up to date, clears up, and begins to follow other processes.
    private func start() async throws {
        try await read { [indexes] db in try indexes.catchUp(db) }
        let now = clock()
        try await read { [indexes] db in try indexes.removeOrphans(db) }
        if try await read({ try Removal.isDue($0, at: now) }) { try await write { _ in } }
        follow()
    }

    /// Takes the schema of a data directory that no process uses to another number, forward or back, so that an older
    /// Byline can open it. Going back loses what only the later schema can hold. Blocks.
    ///
    /// Throws `unknown-schema` for a number that this Byline does not know, and what ``open(directory:logger:compute:)``
    /// throws.
    public static func migrate(directory: URL, to schema: Int) throws {
        guard (1...Migrator.standard.newest).contains(schema) else {
            throw BylineError(
                "unknown-schema", "There is no schema \(schema).",
                remedy: "Choose a number from 1 to \(Migrator.standard.newest).")
        }
        let pool = try DatabaseFile(directory: directory).open(migratingTo: schema)
        try pool.close()
    }

    deinit { follower.withLock { $0?.cancel() } }

    /// Ends the follower and closes the database's files. Using the store afterwards throws `store-closed`.
    public func close() async {
        let task = follower.withLock { task in
            defer { task = nil }
            return task
        }
        task?.cancel()
        await task?.value
        // Detached: a cancelled caller still means to close.
        await Task.detached { [fileThread, pool, indexes, logger] in
            do {
                try await fileThread.run { try indexes.save(to: pool) }
            } catch {
                // The next start makes it from the rows.
                logger.warning("An index file was not written.", metadata: ["cause": "\(error)"])
            }
        }.value
        await closeFiles()
    }

    private func closeFiles() async {
        recentCorpora.close()
        await Task.detached { [fileThread, pool, logger] in
            do {
                try await fileThread.run {
                    // The pool closes the writer first, but only a last connection that may write puts the log of
                    // writes into the database and removes it.
                    pool.invalidateReadOnlyConnections()
                    try pool.close()
                }
            } catch {
                logger.warning("The database was not closed.", metadata: ["cause": "\(error)"])
            }
        }.value
    }

    // MARK: Access

    /// Reads from one state of the database.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await StoreFailure.describing(directory) { try await pool.read(body) }
    }

    /// Changes the database in one transaction; the indexes know of it before this returns.
    @discardableResult
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let now = clock()
        let value = try await StoreFailure.describing(directory) {
            try await pool.write { db in
                let value = try body(db)
                try Removal.purge(db, at: now)
                return value
            }
        }
        do {
            try await catchUp()
        } catch is CancellationError {
            // The write is on disk; the follower brings the indexes up.
        } catch {
            logger.warning("The indexes are behind the last write.", metadata: ["cause": "\(error)"])
        }
        return value
    }

    /// Brings the indexes to the last change.
    func catchUp() async throws {
        try await read { [indexes] db in try indexes.catchUp(db) }
    }
}
