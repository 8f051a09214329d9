/// Share of the question's terms that the article's title has.
struct TitleSignal: RankingSignal {
    let name = "title"
    let summary = "What share of the question's words stands in the article's title."

    func values(for set: CandidateSet) -> [Float] { set.words.title }
}
