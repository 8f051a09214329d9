/// The best rows that have one term: block by block, but for those whose bounds say that none can make it.
struct SoleTermSearch: ~Copyable {
    private let terms: ScoredTerms

    /// - Parameter terms: one.
    init(_ terms: consuming ScoredTerms) { self.terms = terms }

    func run(_ best: inout BestChunks) {
        let cursors = terms.cursors
        while let block = cursors[0].block {
            defer { cursors[0].skipBlock() }
            guard cursors[0].bound(of: block, terms.shares) >= best.threshold else { continue }
            let (rows, scores) = (cursors[0].rowsAtHand(), cursors[0].scoresAtHand())
            for (place, row) in rows.enumerated() where Double(scores[place]) >= best.threshold {
                best.show(Int(row), of: terms.segment, sum: Double(scores[place]))
            }
        }
    }
}
