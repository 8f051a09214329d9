import Store

/// 1 where the question names the article's outlet.
struct NamedSourceSignal: RankingSignal {
    let name = "named-source"
    let summary = "Whether the question names the outlet that published the article."

    func values(for set: CandidateSet) -> [Float] {
        set.candidates.map { set.plan.outlets.contains($0.article.source.lowercased()) ? 1 : 0 }
    }
}
