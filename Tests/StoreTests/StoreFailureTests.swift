import ConformanceSuites
import Corpus
import Foundation
import GRDB
import Logging
import Testing

@testable import Store

@Suite struct StoreFailureTests {
    let fixture = StoreFixture()

    private func failure(_ directory: URL) async -> BylineError? {
        await #expect(throws: BylineError.self) {
            _ = try await SQLiteStore.open(directory: directory, logger: Logger(label: "test"))
        }
    }

    @Test func aFullDiskLosesNothing() async throws {
        try await withTemporaryStore { store, directory in
            try await fixture.write([fixture.article("a", "One.")], to: store)
            let before = try await store.corpus(.standard)
            try await store.pool.writeWithoutTransaction { db in
                let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
                try db.execute(sql: "PRAGMA max_page_count = \(pages + 2)")
            }
            let large = fixture.article("b", String(repeating: "much more text ", count: 20_000))
            let error = await #expect(throws: BylineError.self) { try await fixture.write([large], to: store) }
            #expect(error?.code == "disk-full")
            #expect(
                error?.message == "The disk of \(directory.url.path) is full; nothing of this write was kept.")
            #expect(error?.remedy == "Free some space and run it again.")
            #expect(try await store.corpus(.standard) == before)
            #expect(try await fixture.nearest("One.", in: store) == ["One."])

            try await store.pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
            #expect(try await fixture.write([large], to: store).inserted == 1)
            #expect(try await store.check() == [])
        }
    }

    @Test func aLockedDatabaseSaysSo() async throws {
        let directory = try TemporaryDirectory()
        let store = try await directory.open(patience: 0.1)
        try await fixture.prepare(store)
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: directory.database.path, configuration: configuration)
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let error = await #expect(throws: BylineError.self) {
            try await fixture.write([fixture.article("a", "One.")], to: store)
        }
        #expect(error?.code == "store-locked")
        #expect(error?.remedy == "Let that process finish, or end it, and run this again.")
        // Readers do not wait.
        #expect(try await store.corpus(.standard).articles == 0)
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await fixture.write([fixture.article("a", "One.")], to: store).inserted == 1)
        try other.close()
        await store.close()
    }

    @Test func aFileInPlaceOfTheDirectoryIsRefused() async throws {
        let directory = try TemporaryDirectory()
        let file = directory.url.appendingPathComponent("file")
        try Data("text".utf8).write(to: file)
        let error = await failure(file)
        #expect(error?.code == "store-unwritable")
        #expect(error?.message == "The data directory \(file.path) cannot be written to.")
        #expect(error?.remedy.contains("--data") == true)
    }

    @Test func aDirectoryInPlaceOfTheFileIsRefused() async throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(at: directory.database, withIntermediateDirectories: true)
        #expect(await failure(directory.url)?.code == "store-unwritable")
    }

    @Test func otherFilesAreNotDatabases() async throws {
        let directory = try TemporaryDirectory()
        try Data(repeating: 0x41, count: 10_000).write(to: directory.database)
        let error = await failure(directory.url)
        #expect(error?.code == "not-a-database")
        #expect(error?.message == "\(directory.url.path)/byline.sqlite is not a database of Byline.")
        #expect(try Data(contentsOf: directory.database) == Data(repeating: 0x41, count: 10_000))
    }

    @Test func otherProgramsDatabasesAreLeftAlone() async throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.database.path)
        try await queue.write { try $0.execute(sql: "CREATE TABLE article (mine TEXT)") }
        try queue.close()
        let error = await failure(directory.url)
        #expect(error?.code == "not-a-database")
        #expect(error?.message.hasSuffix("is a database, but not one of Byline.") == true)
    }

    @Test func aDamagedDatabaseIsAnErrorOrAFault() async throws {
        try await withTemporaryStore { store, directory in
            try await fixture.write((0..<200).map { fixture.article("\($0)", "Text \($0).") }, to: store)
            await store.close()
            let good = try Data(contentsOf: directory.database)
            for page in stride(from: 1, to: good.count / 8192, by: 3) {
                var bad = good
                for byte in (page * 8192)..<(page * 8192 + 400) { bad[byte] = 0xA5 }
                try bad.write(to: directory.database)
                for suffix in ["-wal", "-shm"] {
                    try? FileManager.default.removeItem(atPath: directory.database.path + suffix)
                }
                do {
                    let damaged = try await directory.open()
                    let faults: Result<[StoreFault], any Error>
                    do { faults = .success(try await damaged.check()) } catch { faults = .failure(error) }
                    // The next page's files must not meet the connections of this one.
                    await damaged.close()
                    #expect(try !faults.get().isEmpty, "page \(page)")
                } catch let error as BylineError {
                    #expect(["database-corrupt", "not-a-database"].contains(error.code), "page \(page): \(error)")
                    #expect(!error.remedy.isEmpty)
                }
            }
        }
    }
}
