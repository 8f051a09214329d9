/// BM25 of passage and title, as a share of the best candidate's.
struct LexicalSignal: RankingSignal {
    let name = "words"
    let summary = "How well the passage's words match the question's (BM25, as a share of the best match)."

    func values(for set: CandidateSet) -> [Float] { set.words.passage }
}

/// BM25 of the best sentence, as a share of the best candidate's.
struct SentenceWordsSignal: RankingSignal {
    let name = "sentence-words"
    let summary = "How well the words of the passage's best sentence match the question's."

    func values(for set: CandidateSet) -> [Float] { set.words.sentence }
}
