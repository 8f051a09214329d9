import ConformanceSuites
import Corpus
import Foundation
import Testing

@testable import Store

@Suite struct PassageCacheTests {
    private let fixture = StoreFixture()

    /// Passages as the store reads them.
    private func withPassages(_ body: ([StoredPassage]) throws -> Void) async throws {
        try await withTemporaryStore { store, _ in
            try await fixture.write([fixture.article("a", "One.\nTwo.")], to: store)
            let keys = try await store.nearest(
                to: fixture.vector("x"), space: fixture.space, in: .standard, filter: .standing, limit: 9
            ).map(\.key)
            try body(try await store.passages(keys, space: fixture.space, in: .standard))
        }
    }

    @Test func isForgottenWithTheNextChange() async throws {
        try await withPassages { passages in
            let (cache, keys) = (PassageCache(), passages.map(\.key))
            func known(at sequence: Int64) -> Int {
                cache.passages(keys, space: fixture.space, in: .standard, at: sequence).count { $0 != nil }
            }
            #expect(known(at: 4) == 0)
            cache.keep(passages, space: fixture.space, in: .standard, at: 4)
            #expect(known(at: 4) == 2)
            // A search that began before the change neither clears nor fills what came after it.
            #expect(known(at: 5) == 0)
            cache.keep(passages, space: fixture.space, in: .standard, at: 4)
            #expect(known(at: 5) == 0)
            cache.keep(passages, space: fixture.space, in: .standard, at: 5)
            #expect(known(at: 5) == 2)
            let other = try #require(CorpusName(rawValue: "other"))
            #expect(cache.passages(keys, space: fixture.space, in: other, at: 5).allSatisfy { $0 == nil })
        }
    }

    @Test func keepsNoMoreThanItMay() async throws {
        try await withPassages { passages in
            let (cache, passage) = (PassageCache(), passages[0])
            let keys = (0..<Int64(3 * PassageCache.capacity)).map { $0 }
            _ = cache.passages(keys, space: fixture.space, in: .standard, at: 1)
            let many = keys.map { key in
                StoredPassage(
                    key: key, chunk: passage.chunk, article: passage.article, vector: passage.vector,
                    sentenceVectors: [])
            }
            cache.keep(many, space: fixture.space, in: .standard, at: 1)
            let known = cache.passages(keys, space: fixture.space, in: .standard, at: 1)
            #expect(
                known.count { $0 != nil } == 2 * PassageCache.capacity && known.last.flatMap(\.self)?.key == keys.last)
            // Without a vector: it may come later, without a change.
            let bare = StoredPassage(
                key: -1, chunk: passage.chunk, article: passage.article, vector: [], sentenceVectors: [])
            cache.keep([bare], space: fixture.space, in: .standard, at: 1)
            #expect(cache.passages([-1], space: fixture.space, in: .standard, at: 1)[0] == nil)
        }
    }
}
