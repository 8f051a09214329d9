public import Embedding
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
        var sum: Float = 0
        for index in codes.indices { sum += Float(codes[index]) * vector[index] }
        return sum * scale
    }

    /// Inner product with another vector; 0 where the lengths differ.
    public func dot(_ other: QuantisedVector) -> Float {
        guard codes.count == other.codes.count else { return 0 }
        var sum: Int32 = 0
        for index in codes.indices { sum += Int32(codes[index]) * Int32(other.codes[index]) }
        return Float(sum) * scale * other.scale
    }
}
