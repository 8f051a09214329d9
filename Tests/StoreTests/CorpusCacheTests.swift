import ConformanceSuites
import Corpus
import Embedding
import Testing

@testable import Store

@Suite struct CorpusCacheTests {
    private let fixture = StoreFixture()

    @Test func whatChangesIsSeenAtOnce() async throws {
        try await withTemporaryStore { store, _ in
            #expect(try await store.activeSpace(of: .standard) == fixture.space)
            let second = StoreFixture.space("second")
            try await store.addSpace(second, to: .standard)
            #expect(try await store.activeSpace(of: .standard) == fixture.space)
            try await store.activate(second, of: .standard)
            #expect(try await store.activeSpace(of: .standard) == second)

            #expect(try await store.sources(of: .standard).isEmpty)
            try await store.setSources([Source(name: "The Courier", reliability: 0.9)], in: .standard)
            #expect(try await store.sources(of: .standard).map(\.reliability) == [0.9])
            try await store.setSources([Source(name: "The Courier", reliability: 0.2)], in: .standard)
            #expect(try await store.sources(of: .standard).map(\.reliability) == [0.2])
            #expect(try await store.credibility(of: .standard, asOf: nil).sources.map(\.reliability) == [0.2])

            try await store.deleteCorpus(.standard)
            await #expect(throws: BylineError.self) { try await store.activeSpace(of: .standard) }
            await #expect(throws: BylineError.self) { try await store.sources(of: .standard) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func whatAnotherProcessChangesIsSeenSoon() async throws {
        try await withTemporaryStore { store, directory in
            #expect(try await store.sources(of: .standard).isEmpty)
            let other = try await directory.open()
            try await other.setSources([Source(name: "The Courier", reliability: 0.9)], in: .standard)
            await other.close()
            while try await store.sources(of: .standard).isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    @Test func aClosedStoreKnowsNothing() async throws {
        let directory = try TemporaryDirectory()
        let store = try await directory.open()
        try await fixture.prepare(store)
        _ = try await (store.activeSpace(of: .standard), store.sources(of: .standard))
        await store.close()
        await #expect { try await store.activeSpace(of: .standard) } throws: {
            ($0 as? BylineError)?.code == "store-closed"
        }
        await #expect { try await store.sources(of: .standard) } throws: {
            ($0 as? BylineError)?.code == "store-closed"
        }
    }

    @Test func isForgottenWithTheNextChange() async throws {
        try await withTemporaryStore { store, _ in
            let row = try await store.read { try CorpusRow.fetch($0, .standard) }
            let cache = CorpusCache()
            #expect(cache.row(of: .standard, at: 4) == nil)
            cache.keep(row, at: 4)
            #expect(cache.row(of: .standard, at: 4)?.id == row.id)
            // Neither what is older than the change, nor for who is.
            #expect(cache.row(of: .standard, at: 5) == nil)
            cache.keep(row, at: 4)
            #expect(cache.row(of: .standard, at: 5) == nil && cache.row(of: .standard, at: 4) == nil)
            cache.keep(row, at: 5)
            #expect(cache.row(of: .standard, at: 5)?.id == row.id)
            cache.close()
            #expect(cache.row(of: .standard, at: 5) == nil)
        }
    }
}
