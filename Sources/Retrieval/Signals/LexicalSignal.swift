/// BM25 as a share of the best candidate's, since BM25 has no scale of its own.
struct LexicalSignal: RankingSignal {
    let name = "lexical"
    let summary = "How well the passage's words match the question's (BM25, as a share of the best match)."

    func values(for set: CandidateSet) -> [Float] {
        let best = set.candidates.compactMap(\.lexicalScore).max() ?? 0
        guard best > 0 else { return set.candidates.map { _ in 0 } }
        return set.candidates.map { ($0.lexicalScore ?? 0) / best }
    }
}
