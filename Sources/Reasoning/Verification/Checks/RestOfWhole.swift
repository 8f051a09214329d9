/// The rest of a whole, told by the contrary: "turned down two" of "20 of the 22 were accepted".
enum RestOfWhole {
    /// The stretches of a sentence that tell such a rest. What they affirm, the quote denies of others, and the other way round.
    static func clauses(of claim: ReadText, quote: ReadText) -> [Range<Int>] {
        let rests = claim.quantities.filter { isLeft($0, of: quote) }
        guard !rests.isEmpty else { return [] }
        return ShortClauses.clauses(in: claim.words).filter { clause in
            rests.contains { clause.contains($0.words.lowerBound) }
        }
    }

    /// Whether a figure of the sentence is such a rest, and stands with a word that is the contrary of one of the quote.
    static func isTold(by figure: Quantity, of claim: ReadText, quote: ReadText) -> Bool {
        guard isLeft(figure, of: quote),
            let clause = ShortClauses.clauses(in: claim.words).first(where: { $0.contains(figure.words.lowerBound) })
        else { return false }
        if claim.words[clause].contains(where: { NegationReader.isNegative($0.folded) }) { return true }
        let stated = Set(quote.words.indices.map { PhrasalVerbs.sense(of: quote.words, at: $0) })
        return clause.contains { place in
            let said = PhrasalVerbs.sense(of: claim.words, at: place)
            return stated.contains { Opposites.disagree(said, $0) }
        }
    }

    /// Whether a figure that the quote does not have is what a part of it leaves of a whole, in one sentence.
    private static func isLeft(_ figure: Quantity, of quote: ReadText) -> Bool {
        guard figure.dimension == .count, figure.bound == .exact, figure.value > 0 else { return false }
        let counts = quote.quantities.filter { $0.dimension == .count }
        guard !counts.contains(where: { $0.value == figure.value }) else { return false }
        return counts.contains { whole in
            whole.value > figure.value
                && counts.contains {
                    $0.value == whole.value - figure.value
                        && quote.words[$0.words.lowerBound].sentence == quote.words[whole.words.lowerBound].sentence
                }
        }
    }
}
