import Matrix

/// The best rows that have all of some terms: block by block of the rarest, whose rows are looked up in the others, unless
/// the bounds of their blocks say that none can make it.
struct ConjunctiveSearch: ~Copyable {
    private let terms: ScoredTerms
    /// The rarest first.
    private let order: [Int]

    /// - Parameter terms: at least one.
    init(_ terms: consuming ScoredTerms) {
        let counts = terms.counts
        order = counts.indices.sorted { counts[$0] < counts[$1] }
        self.terms = terms
    }

    func run(_ best: inout BestChunks) {
        let cursors = terms.cursors
        let (first, others) = (order[0], order.dropFirst())
        // In the block of the rarest.
        var places = [Int](repeating: 0, count: PostingCursor.block)
        var sums = [Double](repeating: 0, count: PostingCursor.block)
        while let block = cursors[first].block {
            defer { cursors[first].skipBlock() }
            let range = cursors[first].rows(of: block)
            guard order.reduce(0, { $0 + Double(cursors[$1].bound(range, terms.shares)) }) >= best.threshold
            else { continue }
            cursors[first].readBlock()
            var count = cursors[first].count
            for place in 0..<count { (places[place], sums[place]) = (place, 0) }
            for other in others { keep(&places, &sums, &count, having: other) }
            for place in 0..<count {
                let sum = sums[place] + Double(cursors[first].score(at: places[place]))
                best.show(cursors[first].posting(places[place]).row, of: terms.segment, sum: sum)
            }
        }
    }

    private func keep(_ places: inout [Int], _ sums: inout [Double], _ count: inout Int, having term: Int) {
        let cursors = terms.cursors
        var kept = 0
        for place in 0..<count {
            let row = UInt32(cursors[order[0]].posting(places[place]).row)
            guard let score = cursors[term].score(of: row) else { continue }
            (places[kept], sums[kept]) = (places[place], sums[place] + Double(score))
            kept += 1
        }
        count = kept
    }
}
