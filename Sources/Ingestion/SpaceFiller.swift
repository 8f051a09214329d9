public import Corpus
public import Embedding
import Foundation
public import Store

/// Fills an embedding space of a corpus beside the active one, and cuts over when it is complete. Searches go on in
/// the active space meanwhile; a filling that was stopped goes on where it was.
public struct SpaceFiller: Sendable {
    private let store: any Store
    /// Passages encoded and written at once.
    private static let batch = 96

    public init(store: any Store) { self.store = store }

    /// Encodes what has no vector in the embedder's space yet. `progress` gets the number of vectors added so far.
    /// Returns how many were added.
    @discardableResult
    public func fill(
        _ corpus: CorpusName, with embedder: any Embedder, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> Int {
        let space = embedder.space
        try await store.addSpace(space, to: corpus)
        var added = 0
        var last: ChunkKey?
        while true {
            try Task.checkCancellation()
            let passages = try await store.passagesWithoutVector(
                in: space, of: corpus, after: last, limit: Self.batch)
            guard let end = passages.last else { return added }
            let vectors = try await embedder.embed(
                passages.map { Passage(title: $0.article.title, chunk: $0.chunk) })
            let rows = zip(passages, vectors).map { ChunkVector(chunk: $0.chunk.id, embedding: $1) }
            added += try await store.addVectors(rows, to: space, of: corpus)
            last = end.key
            progress(added)
        }
    }

    /// Makes a complete space the active one. Articles that came in since it was filled are encoded first, so that a
    /// feed beside it cannot keep the space incomplete for ever.
    public func cutOver(_ corpus: CorpusName, to embedder: any Embedder) async throws {
        for _ in 0..<3 {
            do {
                return try await store.activate(embedder.space, of: corpus)
            } catch let error as BylineError where error.code == "space-incomplete" {
                try await fill(corpus, with: embedder)
            }
        }
        try await store.activate(embedder.space, of: corpus)
    }
}
