public import Corpus

/// The check that no vector of one space meets vectors of another.
public enum EmbeddingSpaceMismatch {
    /// Throws `embedding-space-mismatch`, naming both spaces and the way out, unless they are the same.
    public static func check(active: EmbeddingSpace, embedder: EmbeddingSpace, corpus: CorpusName) throws {
        guard active != embedder else { return }
        throw error(active: active, embedder: embedder, corpus: corpus)
    }

    /// The error itself, for a space that is none of the corpus's.
    public static func error(active: EmbeddingSpace, embedder: EmbeddingSpace, corpus: CorpusName) -> BylineError {
        BylineError(
            "embedding-space-mismatch",
            "Corpus '\(corpus)' is searched in the embedding space \(active.identifier) (\(active.dimension) components), "
                + "but the embedder fills \(embedder.identifier) (\(embedder.dimension) components).",
            remedy: "Choose the embedder that the corpus was filled with (its vectors come from \(active.weights)), or "
                + "re-embed the corpus with 'byline embed --corpus \(corpus)' and let it cut over.")
    }
}
