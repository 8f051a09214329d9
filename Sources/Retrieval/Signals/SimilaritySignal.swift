import Store

/// Cosine between the question and the whole chunk, negative values as 0.
struct SimilaritySignal: RankingSignal {
    let name = "similarity"
    let summary = "How close the passage's meaning is to the question's (cosine of their vectors)."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.map { passage in
            guard passage.vector.count == set.questionVector.count else { return 0 }
            return max(0, zip(passage.vector, set.questionVector).reduce(0) { $0 + $1.0 * $1.1 })
        }
    }
}
