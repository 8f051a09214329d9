import ConformanceSuites
import Foundation
import Logging

@testable import Store

/// A data directory that ends with the test.
final class TemporaryDirectory: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("byline-store-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var database: URL { url.appendingPathComponent("byline.sqlite") }

    func open(
        patience: TimeInterval = 20, clock: @escaping @Sendable () -> Date = Date.init
    ) async throws -> SQLiteStore {
        try await SQLiteStore.open(
            directory: url, logger: Logger(label: "test"), patience: patience, clock: clock)
    }
}

/// Opens a store in a new directory, closes it after `body`, and removes the directory.
func withTemporaryStore(
    _ body: (SQLiteStore, TemporaryDirectory) async throws -> Void
) async throws {
    let directory = try TemporaryDirectory()
    let store = try await directory.open()
    do {
        try await StoreFixture().prepare(store)
        try await body(store, directory)
    } catch {
        await store.close()
        throw error
    }
    await store.close()
}
