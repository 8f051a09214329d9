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

    /// Words that are read at most; a quote of more is no quote of a sentence.
    private static let limit = 400

    /// Quadratic in the number of words.
    init(claim: [ReadWord], quote: [ReadWord]) {
        let (claim, quote) = (Array(claim.prefix(Self.limit)), Array(quote.prefix(Self.limit)))
        guard !claim.isEmpty, !quote.isEmpty else {
            (verbatim, changes) = (claim.isEmpty ? 1 : 0, [])
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
        changes = Self.changes(claim, quote, lengths, columns)
    }

    private static func changes(_ claim: [ReadWord], _ quote: [ReadWord], _ lengths: [UInt16], _ columns: Int)
        -> [Change]
    {
        let (claimStems, quoteStems) = (Set(claim.map(\.stem)), Set(quote.map(\.stem)))
        var changes: [Change] = []
        var (row, column, start, origin) = (0, 0, 0, 0)
        func close() {
            let said = (start..<row).filter { !claim[$0].isStopWord && !quoteStems.contains(claim[$0].stem) }
            let stated = (origin..<column).filter { !quote[$0].isStopWord && !claimStems.contains(quote[$0].stem) }
            if !said.isEmpty {
                changes.append(Change(said: said, stated: stated, claim: start..<row, quote: origin..<column))
            }
        }
        while row < claim.count, column < quote.count {
            if claim[row].stem == quote[column].stem {
                close()
                (row, column) = (row + 1, column + 1)
                (start, origin) = (row, column)
            } else if lengths[(row + 1) * columns + column] >= lengths[row * columns + column + 1] {
                row += 1
            } else {
                column += 1
            }
        }
        (row, column) = (claim.count, quote.count)
        close()
        return changes
    }
}
