import Store

/// Share of the question's terms that the article's title has.
struct TitleSignal: RankingSignal {
    let name = "title"
    let summary = "What share of the question's words stands in the article's title."

    func values(for set: CandidateSet) -> [Float] {
        let terms = Set(set.plan.terms.map { StemHashes.hash($0.stem) })
        guard !terms.isEmpty else { return set.candidates.map { _ in 0 } }
        var known: [String: Float] = [:]
        var hashes = StemHashes()
        return set.candidates.map { passage in
            let title = passage.article.title
            if let value = known[title] { return value }
            let value = Float(terms.intersection(hashes.stems(in: title)).count) / Float(terms.count)
            known[title] = value
            return value
        }
    }
}
