import ConformanceSuites
import Foundation
import Synchronization
import Testing

@testable import Store

@Suite struct SQLiteStoreConformanceTests {
    let directories = Directories()
    var suite: StoreConformance {
        StoreConformance { [directories] in try await directories.make().open() }
    }

    @Test func corpora() async throws { try await suite.corpora() }
    @Test func writing() async throws { try await suite.writing() }
    @Test func time() async throws { try await suite.time() }
    @Test func search() async throws { try await suite.search() }
    @Test func copies() async throws { try await suite.copies() }
    @Test func spaces() async throws { try await suite.spaces() }
    @Test func credibility() async throws { try await suite.credibility() }
    @Test func upkeep() async throws { try await suite.upkeep() }
}

/// Keeps directories as long as a test runs.
final class Directories: Sendable {
    private let all = Mutex<[TemporaryDirectory]>([])

    func make() throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        all.withLock { $0.append(directory) }
        return directory
    }
}
