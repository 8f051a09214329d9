public import Embedding
import Matrix

/// An embedder that knows no language: equal texts have equal vectors, others look random. For tests of what uses one.
public struct FixtureEmbedder: Embedder {
    /// Called before passages are encoded; may wait or throw in their place.
    public typealias Gate = @Sendable ([Passage]) async throws -> Void

    public let space: EmbeddingSpace
    public let trainedLanguages: Set<String>?
    private let gate: Gate

    /// An embedder of `space`; by default it encodes at once and says nothing of languages.
    public init(
        _ space: EmbeddingSpace = StoreFixture.space("first"), trainedLanguages: Set<String>? = nil,
        gate: @escaping Gate = { _ in }
    ) {
        self.space = space
        self.trainedLanguages = trainedLanguages
        self.gate = gate
    }

    /// Another template or prefix is at hand, another model is not.
    public func adapted(to space: EmbeddingSpace) -> (any Embedder)? {
        guard space.model == self.space.model, space.dimension == self.space.dimension else { return nil }
        return FixtureEmbedder(space, trainedLanguages: trainedLanguages, gate: gate)
    }

    public func embed(_ passages: [Passage]) async throws -> [EmbeddedPassage] {
        try Task.checkCancellation()
        try await gate(passages)
        return passages.map { passage in
            let text = space.template.split(separator: "{text}", omittingEmptySubsequences: false)
                .joined(separator: passage.text).split(separator: "{title}", omittingEmptySubsequences: false)
                .joined(separator: passage.title)
            return EmbeddedPassage(
                vector: vector(space.passagePrefix + text),
                sentences: passage.sentences.map { sentence in
                    let words = Array(passage.text.utf8)[sentence].filter { $0 > 0x20 }
                    return QuantisedVector(
                        words.isEmpty
                            ? [Float](repeating: 0, count: space.dimension)
                            : vector(String(decoding: words, as: UTF8.self)))
                })
        }
    }

    public func embed(queries: [String]) async throws -> [[Float]] {
        try Task.checkCancellation()
        return queries.map { vector(space.queryPrefix + $0) }
    }

    private func vector(_ text: String) -> [Float] { StoreFixture(space: space).vector(text) }
}
