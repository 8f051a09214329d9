import Corpus
import Embedding
import Store
import Synchronization

/// Gives passages the vectors that their sentences have when each is encoded alone, in place of the stored ones, which are
/// pooled from the passage's own token states (late chunking: Günther et al. 2024).
///
/// For measuring what the stored ones lose or win; every sentence costs a pass of the encoder once. Vectors are rounded as the
/// stored ones are, so that nothing else differs. Not bounded: it keeps what it encoded.
public final class LoneSentences: Sendable {
    private let known = Mutex<[ChunkID: [QuantisedVector]]>([:])

    public init() {}

    /// The passages with the vectors of their sentences alone. Throws what the embedder throws.
    func replacing(_ passages: [StoredPassage], by embedder: any Embedder) async throws -> [StoredPassage] {
        let new = known.withLock { known in passages.filter { known[$0.chunk.id] == nil } }
        let sentences = new.map(Self.sentences)
        var vectors = try await embedder.embed(sentences.flatMap(\.self).map { Passage(title: "", text: $0) })
            .map { QuantisedVector($0.vector) }[...]
        known.withLock { known in
            for (passage, sentences) in zip(new, sentences) {
                known[passage.chunk.id] = Array(vectors.prefix(sentences.count))
                vectors = vectors.dropFirst(sentences.count)
            }
        }
        return known.withLock { known in
            passages.map { passage in
                StoredPassage(
                    key: passage.key, chunk: passage.chunk, article: passage.article, vector: passage.vector,
                    sentenceVectors: known[passage.chunk.id] ?? [])
            }
        }
    }

    private static func sentences(of passage: StoredPassage) -> [String] {
        let utf8 = Array(passage.chunk.text.utf8)
        let start = passage.chunk.span.bytes.lowerBound
        return passage.chunk.sentences.map { span in
            let (from, to) = (span.bytes.lowerBound - start, span.bytes.upperBound - start)
            return String(decoding: utf8[max(0, from)..<min(utf8.count, to)], as: UTF8.self)
        }
    }
}
