import Corpus
public import Store
import Foundation
import Testing

/// What every store promises, as functions over any of them. Call ``all()`` from a test of each implementation.
public struct StoreConformance: Sendable {
    let make: @Sendable () async throws -> any Store
    let fixture = StoreFixture()

    /// Tests stores that `make` opens, each of them empty.
    public init(_ make: @escaping @Sendable () async throws -> any Store) {
        self.make = make
    }

    /// Every promise of the protocol.
    public func all() async throws {
        try await corpora()
        try await writing()
        try await time()
        try await search()
        try await copies()
        try await spaces()
        try await credibility()
        try await upkeep()
    }

    /// Opens a store, prepares the fixture's corpus with some articles, and closes it after `body`.
    func withStore(
        _ articles: [Article] = [], _ body: (any Store) async throws -> Void
    ) async throws {
        let store = try await make()
        try await fixture.prepare(store)
        if !articles.isEmpty { try await fixture.write(articles, to: store) }
        do {
            try await body(store)
        } catch {
            await store.close()
            throw error
        }
        await store.close()
    }

    /// Expects an error of one code and returns it.
    @discardableResult
    func expect(
        _ code: BylineError.Code, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () async throws -> Void
    ) async -> BylineError? {
        let error = await #expect(throws: BylineError.self, sourceLocation: sourceLocation) { try await body() }
        #expect(error?.code == code, sourceLocation: sourceLocation)
        #expect(error?.remedy.isEmpty == false, sourceLocation: sourceLocation)
        return error
    }
}
