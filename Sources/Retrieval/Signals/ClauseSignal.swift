/// How well the passage matches the clause of the question that it matches best.
///
/// A question that joins several facts has words of all of them; the passage that states one fact has only that one's.
struct ClauseSignal: RankingSignal {
    let name = "clause"
    let summary = "How well the passage matches the part of the question that it fits best."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.indices.map { index in set.words.clauses.map { $0[index] }.max() ?? 0 }
    }
}
