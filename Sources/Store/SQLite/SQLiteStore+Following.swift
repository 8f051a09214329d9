import Foundation
import GRDB
import Logging
import Matrix
import Synchronization

/// What goes on beside searches and changes: other processes are followed, files written and read ahead, clusters made.
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
                group.addTask { await Self.readAhead(pool, indexes, fileThread, logger) }
            }
        }
        follower.withLock { $0 = task }
    }

    /// How long a store is open before its files are read ahead: a program that asks one question has ended by then.
    private static let patience = Duration.seconds(1)

    /// Segments that are read before others may use the thread.
    private static let stretch = 64

    /// Reads the vectors of files before searches come to them. The first search of a segment would take their sum and wait for
    /// each page; and what is damaged is made again before somebody asks.
    private static func readAhead(
        _ pool: DatabasePool, _ indexes: SearchIndexes, _ fileThread: ComputePool, _ logger: Logger
    ) async {
        try? await Task.sleep(for: patience)
        var seen: Set<VectorOrigin.Place> = []
        await repeatedly("Vectors cannot be read ahead.", logger) {
            for (place, snapshot) in indexes.vectors.snapshots where seen.insert(place).inserted {
                // What does not fit would push out what searches need.
                guard UInt64(snapshot.bytes) <= ProcessInfo.processInfo.physicalMemory / 2 else { continue }
                snapshot.segments.first?.expectReadsOfFile()
                do {
                    for first in stride(from: 0, to: snapshot.segments.count, by: stretch) {
                        try Task.checkCancellation()
                        try await fileThread.run {
                            for segment in snapshot.segments[first...].prefix(stretch) { try segment.check() }
                        }
                    }
                } catch is BlockFile.Fault {
                    try await pool.read { try indexes.vectors.remakeDamaged($0) }
                }
            }
        }
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
