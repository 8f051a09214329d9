/// The best rows that have all of some terms. Blocks of the rarest are left out whose bounds say that none can make it, and
/// rows as soon as what they score so far says so.
struct ConjunctiveSearch: ~Copyable {
    private let terms: ScoredTerms
    private var common: RowIntersection
    /// Of the rows at hand, what they score by the terms so far; to begin with, the numbers of their first postings.
    private let sums: UnsafeMutablePointer<Double>
    private let firstNumbers: UnsafeMutablePointer<UInt32>
    /// For each place in the order of the terms, what those behind it score at most together in the block at hand.
    private let rest: UnsafeMutablePointer<Double>

    /// - Parameter terms: at least two.
    init(_ terms: consuming ScoredTerms) {
        common = RowIntersection(terms.cursors, counts: terms.counts)
        sums = .allocate(capacity: PostingBlocks.size)
        firstNumbers = .allocate(capacity: PostingBlocks.size)
        rest = .allocate(capacity: terms.cursors.count)
        rest.initialize(repeating: 0, count: terms.cursors.count)
        self.terms = terms
    }

    deinit {
        sums.deallocate()
        firstNumbers.deallocate()
        rest.deallocate()
    }

    mutating func run(_ best: inout BestChunks) {
        while let range = common.range {
            if best.isFull {
                guard bound(range) >= best.threshold else {
                    common.skip()
                    continue
                }
                common.begin(scoring: best.threshold - rest[0])
            } else {
                common.begin()
            }
            firstNumbers.update(from: common.numbers, count: common.count)
            for depth in common.order.indices.dropFirst() where common.count > 0 { keep(depth, best) }
            for place in 0..<common.count {
                best.show(Int(common.rows[place]), of: terms.segment, sum: sums[place])
            }
        }
    }

    /// What a row of a range scores at most.
    private func bound(_ range: Range<UInt32>) -> Double {
        var sum = 0.0
        for depth in common.order.indices.reversed() {
            rest[depth] = sum
            sum += Double(terms.cursors[common.order[depth]].bound(range, terms.shares))
        }
        return sum
    }

    /// Keeps the rows that have a further term, and may still make it.
    private mutating func keep(_ depth: Int, _ best: borrowing BestChunks) {
        let (first, term) = (common.order[0], common.order[depth])
        common.keep(having: term)
        let (rows, numbers, places, sums) = (common.rows, common.numbers, common.places, sums)
        if depth == 1 {
            for place in 0..<common.count {
                let number = firstNumbers[Int(places[place])]
                sums[place] = Double(terms.cursors[first].score(of: number, row: rows[place]))
            }
        } else {
            for place in 0..<common.count { sums[place] = sums[Int(places[place])] }
        }
        for place in 0..<common.count {
            sums[place] += Double(terms.cursors[term].score(of: numbers[place], row: rows[place]))
        }
        guard best.isFull, depth + 1 < common.order.count else { return }
        let least = best.threshold - rest[depth]
        common.keep { sums[$0] >= least }
        for place in 0..<common.count { sums[place] = sums[Int(common.places[place])] }
    }
}
