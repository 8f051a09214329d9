import Corpus
import Embedding
import Synchronization

/// Vectors of questions that were encoded lately. An answer that searches again, more broadly, asks for the same ones, and so does whoever
/// searches and then asks.
///
/// Bounded: 2 × ``capacity`` vectors, some 2 kB each.
final class QuestionVectors: Sendable {
    static let capacity = 256

    private struct Key: Hashable {
        let space: EmbeddingSpace
        let text: String
    }

    private let recent = Mutex(RecentValues<Key, [Float]>(capacity: capacity))

    /// A vector for each text, in their order. Each that is not known is encoded once, however often it is asked for: a part of a question
    /// is often a clause of it as well. Throws as the embedder does.
    func vectors(of texts: [String], by embedder: any Embedder) async throws -> [[Float]] {
        let space = embedder.space
        var known: [String: [Float]] = [:]
        recent.withLock { recent in
            for text in texts { known[text] = recent[Key(space: space, text: text)] }
        }
        var seen: Set<String> = []
        let missing = texts.filter { known[$0] == nil && seen.insert($0).inserted }
        if !missing.isEmpty {
            for (text, vector) in zip(missing, try await embedder.embed(queries: missing)) { known[text] = vector }
        }
        recent.withLock { recent in
            for (text, vector) in known { recent.keep(vector, for: Key(space: space, text: text)) }
        }
        return texts.compactMap { known[$0] }
    }
}
