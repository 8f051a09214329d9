import Store

/// Cosine between the question and the whole chunk, negative values as 0.
struct SimilaritySignal: RankingSignal {
    let name = "similarity"
    let summary = "How close the passage's meaning is to the question's (cosine of their vectors)."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.map { Self.value(of: $0, for: set.questionVector) }
    }

    static func value(of passage: StoredPassage, for question: [Float]) -> Float {
        guard passage.vector.count == question.count else { return 0 }
        return max(0, zip(passage.vector, question).reduce(0) { $0 + $1.0 * $1.1 })
    }
}
