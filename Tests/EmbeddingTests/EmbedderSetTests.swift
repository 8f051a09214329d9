import ConformanceSuites
import Corpus
import Embedding
import Testing

@Suite("Embedder set")
struct EmbedderSetTests {
    private let first = StoreFixture.space("first")
    private let second = StoreFixture.space("second", dimension: 12)

    @Test("finds the embedder of a space, or one that can be set up for it")
    func finds() throws {
        let set = EmbedderSet(FixtureEmbedder(first), others: [FixtureEmbedder(second)])
        #expect(set.standard.space == first)
        #expect(try set.embedder(for: first, of: .standard).space == first)
        #expect(try set.embedder(for: second, of: .standard).space == second)
        var withoutTitle = second
        withoutTitle.template = "{text}"
        #expect(try set.embedder(for: withoutTitle, of: .standard).space == withoutTitle)
    }

    @Test("names both spaces and the way out where there is none")
    func mismatch() throws {
        let set = EmbedderSet(FixtureEmbedder(first))
        let error = #expect(throws: BylineError.self) { try set.embedder(for: second, of: .standard) }
        #expect(error?.code == "embedding-space-mismatch")
        #expect(
            error?.message
                == "Corpus 'default' is searched in the embedding space \(second.identifier) (12 components), "
                + "but the embedder fills \(first.identifier) (8 components).")
        #expect(
            error?.remedy
                == "Choose the embedder that the corpus was filled with (its vectors come from test), or "
                + "re-embed the corpus with 'byline embed --corpus default' and let it cut over.")
    }

    @Test("is tested with an embedder that keeps the promises of one")
    func fixture() async throws {
        try await EmbedderConformance(FixtureEmbedder(second)).all()
    }
}
