import Store

/// How well the words of each candidate match the question and each of its clauses. BM25 has no scale of its own, so every
/// number is a share of the best candidate's.
struct WordMatches: Sendable {
    /// Of the whole passage, with its title.
    let passage: [Float]
    /// Of the best sentence.
    let sentence: [Float]
    /// What share of the question's terms the title has.
    let title: [Float]
    /// For each clause, of each candidate: words of passage and best sentence in equal parts, and whether the passage is
    /// of an outlet that the clause names. At most 1.
    let clauses: [[Float]]

    /// What the outlet that a clause names is worth beside its words.
    private static let outletShare: Float = 1.0 / 6

    init(plan: SearchPlan, passages: [StoredPassage], terms: [PassageTerms], statistics: TermStatistics) {
        let places = TermPlaces(plan.terms.map { StemHashes.hash($0.stem) })
        let occurrences = terms.map { TermOccurrences($0, terms: places, count: plan.terms.count) }
        let model = LexicalModel(terms: plan.terms, statistics: statistics, occurrences: occurrences)
        let weights = plan.terms.map(\.weight)
        passage = Self.shares(occurrences.map { model.passage($0, weights) })
        sentence = Self.shares(occurrences.map { model.bestSentence($0, weights) })
        title = occurrences.map { passage in
            places.isEmpty ? 0 : Float(passage.title.count { $0 > 0 }) / Float(places.count)
        }
        clauses = plan.clauses.map { clause in
            var weights = [Float](repeating: 0, count: plan.terms.count)
            for term in clause.terms {
                if let place = places[StemHashes.hash(term.stem)] { weights[place] = term.weight }
            }
            let whole = Self.shares(occurrences.map { model.passage($0, weights) })
            let best = Self.shares(occurrences.map { model.bestSentence($0, weights) })
            return passages.indices.map { index in
                let isNamed = clause.outlets.contains(passages[index].article.source.lowercased())
                return (1 - Self.outletShare) * (whole[index] + best[index]) / 2 + (isNamed ? Self.outletShare : 0)
            }
        }
    }

    private static func shares(_ values: [Float]) -> [Float] {
        let best = values.max() ?? 0
        return best > 0 ? values.map { $0 / best } : values
    }
}
