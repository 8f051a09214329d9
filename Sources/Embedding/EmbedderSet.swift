public import Corpus

/// The embedders at hand, by space: a corpus is searched in its active space, which may change while searches go on.
public struct EmbedderSet: Sendable {
    /// The one that new corpora are filled with.
    public let standard: any Embedder
    private let others: [any Embedder]

    public init(_ standard: any Embedder, others: [any Embedder] = []) {
        self.standard = standard
        self.others = others
    }

    /// The embedder of a space. Throws `embedding-space-mismatch`, naming both spaces and the way out, where none fills
    /// it or can be set up to.
    public func embedder(for space: EmbeddingSpace, of corpus: CorpusName) throws -> any Embedder {
        for embedder in [standard] + others {
            if embedder.space == space { return embedder }
            if let adapted = embedder.adapted(to: space) { return adapted }
        }
        throw EmbeddingSpaceMismatch.error(active: space, embedder: standard.space, corpus: corpus)
    }
}
