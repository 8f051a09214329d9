import Corpus
import Foundation
import GRDB

/// What SQLite's errors mean for a person, and what to do about them.
enum StoreFailure {
    /// Runs `body`; errors of SQLite come out as ``BylineError``, others as they are.
    static func describing<T>(_ directory: URL, _ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw describe(error, in: directory) }
    }

    /// The same for asynchronous work.
    static func describing<T>(_ directory: URL, _ body: () async throws -> T) async throws -> T {
        do { return try await body() } catch { throw describe(error, in: directory) }
    }

    private static func describe(_ error: any Error, in directory: URL) -> any Error {
        guard let error = error as? DatabaseError else { return error }
        let (code, message, remedy) = sentences(for: error.resultCode, in: directory.path)
        return BylineError(code, message, remedy: remedy, cause: error)
    }

    private static func sentences(
        for code: ResultCode, in path: String
    ) -> (BylineError.Code, message: String, remedy: String) {
        switch code {
        case .SQLITE_FULL:
            (
                "disk-full", "The disk of \(path) is full; nothing of this write was kept.",
                "Free some space and run it again."
            )
        case .SQLITE_NOTADB:
            (
                "not-a-database", "\(path)/byline.sqlite is not a database of Byline.",
                "Choose another data directory, or move that file away and ingest again."
            )
        case .SQLITE_CORRUPT:
            (
                "database-corrupt", "The database in \(path) is damaged.",
                "Run 'byline doctor' for the extent, then restore a copy, or move the directory away and ingest again."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            (
                "store-locked", "Another process holds the database in \(path) for longer than Byline waits.",
                "Let that process finish, or end it, and run this again."
            )
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            (
                "store-unwritable", "The database in \(path) cannot be opened for writing.",
                "Give this user the right to write to the directory and to its files, or choose another with --data."
            )
        case .SQLITE_IOERR:
            (
                "store-io", "The disk of \(path) failed to read or write.",
                "Look at the system's log for the disk's errors, then run 'byline doctor'."
            )
        case .SQLITE_MISUSE:
            ("store-closed", "The store in \(path) was closed.", "Open it again before it is used.")
        default:
            (
                "store-failed", "The database in \(path) refused an operation.",
                "Run 'byline doctor'; if it finds nothing, report this with the cause."
            )
        }
    }
}
