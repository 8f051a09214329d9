/// BM25 of the best sentence, as a share of the best candidate's.
struct LexicalSentenceSignal: RankingSignal {
    let name = "lexical-sentence"
    let summary = "How well the words of the passage's best sentence match the question's."

    func values(for set: CandidateSet) -> [Float] { set.words.sentence }
}
