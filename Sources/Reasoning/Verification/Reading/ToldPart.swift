/// The part of the quote that a clause of the sentence tells.
struct ToldPart {
    /// In the sentence.
    let clause: Range<Int>
    /// In the quote.
    let place: Range<Int>
    /// The share of the clause's words of meaning that the part has.
    let coverage: Double
    /// How many those are.
    let terms: Int

    /// For each clause the part that has most of its words, the shortest of them.
    ///
    /// - Parameter price: what a word more in a part has to add.
    static func parts(
        told by: [Range<Int>], of claim: [ReadWord], among places: [Range<Int>], of quote: [ReadWord], price: Double
    ) -> [ToldPart] {
        let known = places.map { place in Set(quote[place].filter { !$0.isStopWord }.map(\.stem)) }
        return by.compactMap { clause in
            let terms = claim[clause].filter { !$0.isStopWord }
            guard !terms.isEmpty else { return nil }
            var best: (place: Range<Int>, coverage: Double, score: Double)?
            for (place, stems) in zip(places, known) {
                let coverage = Double(terms.count { stems.contains($0.stem) }) / Double(terms.count)
                let score = coverage - price * Double(stems.count)
                if best.map({ score > $0.score + 1e-9 }) ?? true { best = (place, coverage, score) }
            }
            return best.map { ToldPart(clause: clause, place: $0.place, coverage: $0.coverage, terms: terms.count) }
        }
    }

    /// Each run of up to five clauses of one sentence.
    static func runs(of clauses: [Range<Int>], in words: [ReadWord]) -> [Range<Int>] {
        clauses.indices.flatMap { first in
            clauses[first...].prefix(5).prefix {
                words[$0.lowerBound].sentence == words[clauses[first].lowerBound].sentence
            }
            .map { clauses[first].lowerBound..<$0.upperBound }
        }
    }
}
