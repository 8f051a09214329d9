/// How the words of a sentence follow those of its quote: the longest common subsequence by stems, and what lies between.
struct WordOrder: Sendable {
    /// A stretch where the sentence has other words than its quote.
    struct Change: Sendable, Hashable {
        /// Words of meaning that the quote has nowhere.
        let said: [Int]
        /// Words of meaning that the sentence has nowhere.
        let stated: [Int]
        /// The whole stretches.
        let claim: Range<Int>
        let quote: Range<Int>
    }

    /// The length of the subsequence over the length of the sentence: 1 for an extract.
    let verbatim: Double
    let changes: [Change]
    /// Two words that have changed places, as places in the claim; nil where none have.
    let swapped: (Int, Int)?

    /// Words that are read at most; a quote of more is no quote of a sentence.
    private static let limit = 400

    /// Quadratic in the number of words.
    init(claim: [ReadWord], quote: [ReadWord]) {
        let (claim, quote) = (Array(claim.prefix(Self.limit)), Array(quote.prefix(Self.limit)))
        guard !claim.isEmpty, !quote.isEmpty else {
            (verbatim, changes, swapped) = (claim.isEmpty ? 1 : 0, [], nil)
            return
        }
        let columns = quote.count + 1
        var lengths = [UInt16](repeating: 0, count: (claim.count + 1) * columns)
        for row in claim.indices.reversed() {
            for column in quote.indices.reversed() {
                lengths[row * columns + column] =
                    claim[row].stem == quote[column].stem
                    ? lengths[(row + 1) * columns + column + 1] + 1
                    : max(lengths[(row + 1) * columns + column], lengths[row * columns + column + 1])
            }
        }
        verbatim = Double(lengths[0]) / Double(claim.count)
        let gaps = Self.gaps(claim, quote, lengths, columns)
        changes = Self.changes(claim, quote, gaps)
        swapped = Self.swapped(claim, quote, gaps)
    }

    private typealias Gap = (claim: Range<Int>, quote: Range<Int>)

    /// The stretches between the words of the subsequence.
    private static func gaps(_ claim: [ReadWord], _ quote: [ReadWord], _ lengths: [UInt16], _ columns: Int) -> [Gap] {
        var gaps: [Gap] = []
        var (row, column, start, origin) = (0, 0, 0, 0)
        while row < claim.count, column < quote.count {
            if claim[row].stem == quote[column].stem {
                if start < row || origin < column { gaps.append((start..<row, origin..<column)) }
                (row, column) = (row + 1, column + 1)
                (start, origin) = (row, column)
            } else if lengths[(row + 1) * columns + column] >= lengths[row * columns + column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        if start < claim.count || origin < quote.count { gaps.append((start..<claim.count, origin..<quote.count)) }
        return gaps
    }

    private static func changes(_ claim: [ReadWord], _ quote: [ReadWord], _ gaps: [Gap]) -> [Change] {
        let (claimStems, quoteStems) = (Set(claim.map(\.stem)), Set(quote.map(\.stem)))
        return gaps.compactMap { gap in
            let said = gap.claim.filter { !claim[$0].isStopWord && !quoteStems.contains(claim[$0].stem) }
            let stated = gap.quote.filter { !quote[$0].isStopWord && !claimStems.contains(quote[$0].stem) }
            return said.isEmpty ? nil : Change(said: said, stated: stated, claim: gap.claim, quote: gap.quote)
        }
    }

    /// What stands in one gap of the quote stands in another of the claim, and the other way round, with words of meaning
    /// between the two: "A and B" may be told as "B and A".
    private static func swapped(_ claim: [ReadWord], _ quote: [ReadWord], _ gaps: [Gap]) -> (Int, Int)? {
        let full = gaps.filter { !$0.claim.isEmpty && !$0.quote.isEmpty }
        let words = { (words: [ReadWord], place: Range<Int>) in Set(words[place].filter { !$0.isStopWord }.map(\.stem))
        }
        for (index, one) in full.enumerated() {
            for other in full.dropFirst(index + 1) {
                let between = claim[one.claim.upperBound..<other.claim.lowerBound]
                guard between.contains(where: { !$0.isStopWord }) || between.contains(where: { $0.folded == "than" })
                else { continue }
                let there = words(claim, one.claim).intersection(words(quote, other.quote)).subtracting(
                    words(quote, one.quote))
                let here = words(claim, other.claim).intersection(words(quote, one.quote)).subtracting(
                    words(quote, other.quote))
                guard let first = one.claim.first(where: { there.contains(claim[$0].stem) }),
                    let second = other.claim.first(where: { here.contains(claim[$0].stem) })
                else { continue }
                // Words of one sort: a figure and a verb only look exchanged when a clause is told the other way round.
                guard claim[first].isCapitalised == claim[second].isCapitalised,
                    claim[first].isNumeric == claim[second].isNumeric
                else { continue }
                return (first, second)
            }
        }
        return nil
    }
}
