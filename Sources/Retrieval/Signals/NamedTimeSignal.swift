import Store

/// How well the article's date fits a time that the question names; see ``TimeMention/fit(_:)``.
struct NamedTimeSignal: RankingSignal {
    let name = "named-time"
    let summary = "How well the article's date fits a day, month or year that the question names."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.map { passage in
            guard let date = passage.article.publishedAt else { return 0 }
            return set.plan.times.map { $0.fit(date) }.max() ?? 0
        }
    }
}
