import Corpus
import Foundation
import GRDB

/// Written beside the record: what is archived changes nothing that a search sees, so the change log does not know of it.
extension SQLiteStore: AnswerArchive {
    public func keepTrace(_ trace: ArchivedAnswer) async throws { try await keep(trace, .trace) }

    public func archivedTrace(_ key: String) async throws -> ArchivedAnswer? {
        try await read { try ArchiveRow.fetch($0, key, .trace) }
    }

    public func latestTraces(limit: Int) async throws -> [ArchivedAnswer] {
        try await read { try ArchiveRow.latest($0, .trace, limit: limit) }
    }

    public func keepAnswer(_ answer: ArchivedAnswer) async throws { try await keep(answer, .answer) }

    public func archivedAnswer(_ key: String) async throws -> ArchivedAnswer? {
        guard let found = try await read({ try ArchiveRow.fetch($0, key, .answer) }) else { return nil }
        let now = Instant.milliseconds(clock())
        try await StoreFailure.describing(directory) {
            try await pool.write { try ArchiveRow.use($0, key, .answer, at: now) }
        }
        return found
    }

    private func keep(_ answer: ArchivedAnswer, _ kind: ArchiveRow.Kind) async throws {
        guard answer.body.count <= ArchiveLimits.body else {
            throw BylineError(
                "archive-too-large", "An answer of \(answer.body.count) bytes is too large to be kept.",
                remedy: "Ask for fewer sentences.")
        }
        let now = Instant.milliseconds(clock())
        try await StoreFailure.describing(directory) {
            try await pool.write { try ArchiveRow.keep($0, answer, kind, at: now) }
        }
    }
}
