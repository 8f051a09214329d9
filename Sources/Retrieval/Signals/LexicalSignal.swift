/// BM25 of passage and title, as a share of the best candidate's.
struct LexicalSignal: RankingSignal {
    let name = "lexical"
    let summary = "How well the passage's words match the question's (BM25, as a share of the best match)."

    func values(for set: CandidateSet) -> [Float] { set.words.passage }
}
