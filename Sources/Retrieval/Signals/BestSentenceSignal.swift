public import Embedding
import Matrix
import Store

/// Cosine between the question and the passage's closest sentence; the passage's own where sentences have no vectors.
struct BestSentenceSignal: RankingSignal {
    static let name = "best-sentence"
    var name: String { Self.name }
    let summary = "How close the meaning of the passage's best sentence is to the question's."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.map { passage in
            passage.sentenceVectors.map { $0.dot(set.questionVector) }.max().map { max(0, $0) }
                ?? SimilaritySignal.value(of: passage, for: set.questionVector)
        }
    }
}

extension QuantisedVector {
    /// Inner product with a float vector; 0 where the lengths differ.
    public func dot(_ vector: [Float]) -> Float {
        guard codes.count == vector.count else { return 0 }
        return Kernels.best.dot(vector, codes: codes) * scale
    }

    /// Inner product with another vector; 0 where the lengths differ.
    public func dot(_ other: QuantisedVector) -> Float {
        guard codes.count == other.codes.count else { return 0 }
        return Float(Kernels.best.dot(codes, other.codes)) * scale * other.scale
    }
}
