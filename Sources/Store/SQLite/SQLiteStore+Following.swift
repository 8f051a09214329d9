import GRDB
import Logging
import Matrix
import Synchronization

/// What goes on beside searches and changes: other processes are followed, files written, clusters made.
extension SQLiteStore {
    /// How long a change of another process can stay unseen, beside the time that it takes to read it.
    private static let interval = Duration.milliseconds(100)

    /// So many rounds without a change come before index files are written.
    private static let roundsBeforeSaving = 20

    /// Begins, until ``follower`` is cancelled.
    func follow() {
        let task = Task { [pool, indexes, fileThread, logger] in
            await withTaskGroup { group in
                group.addTask {
                    var (seen, quietRounds): (Int64, Int) = (0, 0)
                    await Self.repeatedly("The change log cannot be followed.", logger) {
                        let last = try await pool.read { try ChangeLog.last($0) }
                        if last > indexes.sequence { try await pool.read { try indexes.catchUp($0) } }
                        (seen, quietRounds) = (last, last == seen ? quietRounds + 1 : 0)
                        // Not amid an ingestion: each file would be out of date when it is written.
                        guard quietRounds == Self.roundsBeforeSaving else { return }
                        try await fileThread.run { if indexes.needSaving { try indexes.save(to: pool) } }
                    }
                }
                group.addTask {
                    // Amid an ingestion as well: until rows are in clusters, every search goes through them.
                    await Self.repeatedly("Vectors cannot be clustered.", logger) {
                        guard indexes.vectors.needsClustering else { return }
                        do {
                            try await fileThread.run { try indexes.vectors.cluster() }
                        } catch is BlockFile.Fault {
                            // Nothing was searched there yet, or it would have been made again by now.
                            try await pool.read { try indexes.vectors.remakeDamaged($0) }
                        }
                    }
                }
            }
        }
        follower.withLock { $0 = task }
    }

    /// Runs `body` every now and then until the task is cancelled; after an error it waits longer.
    private static func repeatedly(
        _ complaint: Logger.Message, _ logger: Logger, _ body: () async throws -> Void
    ) async {
        while !Task.isCancelled {
            do {
                try await Task.sleep(for: interval)
                try await body()
            } catch is CancellationError {
                return
            } catch {
                logger.warning(complaint, metadata: ["cause": "\(error)"])
                try? await Task.sleep(for: interval * 10)
            }
        }
    }
}
