import ConformanceSuites
import Corpus
import Embedding
import Foundation
import Logging
import Store
import Testing

@testable import Retrieval

@Suite("Rerankers")
struct RerankerTests {
    /// Finds that a passage answers where it has a word.
    private struct Reader: PassageReranker {
        var word = "answer"
        var tooFew = false

        func score(question: String, passages: [String]) async throws -> [Float] {
            passages.dropFirst(tooFew ? 1 : 0).map { $0.contains(word) ? 8 : -8 }
        }
    }

    private func search(_ reranker: (any PassageReranker)?) async throws -> [Hit] {
        let fixture = StoreFixture()
        let folder = FileManager.default.temporaryDirectory.appending(path: "byline-reranker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try await SQLiteStore.open(directory: folder, logger: Logger(label: "test"))
        do {
            try await fixture.prepare(store)
            let texts = (0..<12).map { "The harbour wall cost \($0) crowns" } + ["The harbour wall: the answer"]
            try await fixture.write(texts.enumerated().map { fixture.article("a\($0)", $1) }, to: store)
            let searcher = Searcher(store: store, embedders: EmbedderSet(FixtureEmbedder()), reranker: reranker)
            let hits = try await searcher.search(SearchRequest(question: "What did the harbour wall cost?")).hits
            await store.close()
            return hits
        } catch {
            await store.close()
            throw error
        }
    }

    @Test("put what they find answers first, as one more signal that adds up")
    func first() async throws {
        let hits = try await search(Reader())
        #expect(hits[0].passage.chunk.text.hasSuffix("the answer"))
        #expect(hits[0].explanation.contains("read it together with the question"))
        for hit in hits { #expect(abs(hit.score - hit.signals.reduce(0) { $0 + $1.contribution }) < 1e-5) }
        let without = try await search(nil)
        #expect(!without[0].passage.chunk.text.hasSuffix("the answer"))
        #expect(without.allSatisfy { $0.signals.allSatisfy { $0.name != "reranker" } })
    }

    @Test("that give too few numbers, or none, are refused")
    func broken() async throws {
        let error = await #expect(throws: BylineError.self) { try await search(Reader(tooFew: true)) }
        #expect(error?.code == "reranker-failed")
        struct Dumb: PassageReranker {
            func score(question: String, passages: [String]) async throws -> [Float] { passages.map { _ in .nan } }
        }
        await #expect(throws: BylineError.self) { try await search(Dumb()) }
    }
}
