import Corpus
import Embedding
import Synchronization

/// Passages that searches read lately, as long as nothing changed: reading them again costs more than finding them.
///
/// What is kept is forgotten with the next change of the store that the indexes know of, so that a passage is never older than the search
/// that found it. Bounded: 2 × ``capacity`` passages, some 5 kB each.
final class PassageCache: Sendable {
    static let capacity = 4096

    private struct Place: Hashable {
        let corpus: CorpusName
        let space: EmbeddingSpace
    }

    private struct State {
        var sequence: Int64 = 0
        /// What is kept is of one place at a time, as a rule.
        var place: Place?
        var recent = RecentValues<ChunkKey, StoredPassage>(capacity: PassageCache.capacity)

        mutating func enter(_ place: Place, at sequence: Int64) {
            guard self.place != place || self.sequence < sequence else { return }
            self = State(sequence: sequence, place: place)
        }
    }

    private let state = Mutex(State())

    /// For each key, the passage, or nil where it is not kept.
    func passages(
        _ keys: [ChunkKey], space: EmbeddingSpace, in corpus: CorpusName, at sequence: Int64
    ) -> [StoredPassage?] {
        state.withLock { state in
            state.enter(Place(corpus: corpus, space: space), at: sequence)
            return keys.map { state.recent[$0] }
        }
    }

    /// Keeps passages that were read after `sequence` was the last change; nothing where another has come since. Those
    /// without a vector are not kept, since a space is filled without a change.
    func keep(_ passages: [StoredPassage], space: EmbeddingSpace, in corpus: CorpusName, at sequence: Int64) {
        state.withLock { state in
            guard state.sequence == sequence, state.place == Place(corpus: corpus, space: space) else { return }
            for passage in passages where !passage.vector.isEmpty { state.recent.keep(passage, for: passage.key) }
        }
    }
}
