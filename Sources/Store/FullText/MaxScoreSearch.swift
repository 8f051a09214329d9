import Matrix

/// The best rows that have any of some terms, without looking at most of the others: MaxScore (Turtle and Flood, Query
/// evaluation: strategies and optimizations, 1995) over the bounds of blocks (Ding and Suel, 2011), window by window of the
/// rows as Lucene does it.
///
/// In each window, terms that together cannot lift a row to the threshold are not essential: a row that has only those is
/// never looked at. The essential ones are added up for all of their rows at once, and the others looked up for rows that
/// may still make it. What is found is what scoring every row would find.
struct MaxScoreSearch: ~Copyable {
    /// Rows at a time: their sums stay in the first-level cache.
    private static let window = 2048

    private let terms: ScoredTerms
    private let sums: UnsafeMutablePointer<Double>
    private let found: UnsafeMutablePointer<UInt32>
    /// The terms by their bounds in the window at hand, the least first; and for each place, what those up to it score
    /// together at most.
    private var order: [Int]
    private var bounds: [Float]
    private var reach: [Double]
    /// How many postings each has in a window, on average.
    private let expected: [Int]

    init(_ terms: consuming ScoredTerms) {
        let count = terms.cursors.count
        sums = .allocate(capacity: Self.window)
        found = .allocate(capacity: Self.window)
        order = Array(0..<count)
        bounds = [Float](repeating: 0, count: count)
        reach = [Double](repeating: 0, count: count)
        expected = terms.counts.map { $0 * Self.window / terms.segment.rows }
        self.terms = terms
    }

    deinit {
        sums.deallocate()
        found.deallocate()
    }

    mutating func run(_ best: inout BestChunks) {
        let rows = UInt32(terms.segment.rows)
        for start in stride(from: 0, to: rows, by: Self.window) {
            search(start..<min(start + UInt32(Self.window), rows), &best)
        }
    }

    private mutating func search(_ rows: Range<UInt32>, _ best: inout BestChunks) {
        arrange(rows)
        let threshold = best.threshold
        let others = reach.firstIndex { $0 >= threshold } ?? reach.count
        guard others < order.count else { return }
        sums.update(repeating: 0, count: rows.count)
        for place in others..<order.count where bounds[order[place]] > 0 {
            terms.cursors[order[place]].add(rows, to: sums)
        }
        let rest = others > 0 ? reach[others - 1] : 0
        var count = candidates(reaching: threshold - rest, rows.count)
        for place in (0..<others).reversed() where count > 0 && bounds[order[place]] > 0 {
            let least = threshold - (place > 0 ? reach[place - 1] : 0)
            if count > expected[order[place]] / 2 {
                // The row of many a posting is a candidate: adding up is faster than looking up.
                terms.cursors[order[place]].add(rows, to: sums)
                keep(&count, least)
            } else {
                lookUp(order[place], rows.lowerBound, &count, least)
            }
        }
        for place in 0..<count {
            let offset = Int(found[place])
            best.show(Int(rows.lowerBound) + offset, of: terms.segment, sum: sums[offset])
        }
    }

    /// Orders the terms by their bounds in a window.
    private mutating func arrange(_ rows: Range<UInt32>) {
        for term in order.indices { bounds[term] = terms.cursors[term].bound(rows, terms.shares) }
        // Hardly changes from window to window.
        for place in order.indices.dropFirst() {
            let term = order[place]
            var before = place
            while before > 0, bounds[order[before - 1]] > bounds[term] {
                order[before] = order[before - 1]
                before -= 1
            }
            order[before] = term
        }
        var sum = 0.0
        for place in order.indices {
            sum += Double(bounds[order[place]])
            reach[place] = sum
        }
    }

    private func candidates(reaching threshold: Double, _ count: Int) -> Int {
        Kernels.best.reaching(max(threshold, .leastNonzeroMagnitude), sums: sums, count: count, into: found)
    }

    /// Adds what a term scores to the candidates, and keeps those that reach a threshold.
    private func lookUp(_ term: Int, _ start: UInt32, _ count: inout Int, _ threshold: Double) {
        var kept = 0
        for place in 0..<count {
            let offset = found[place]
            if let score = terms.cursors[term].score(of: start + offset) { sums[Int(offset)] += Double(score) }
            guard sums[Int(offset)] >= threshold else { continue }
            found[kept] = offset
            kept += 1
        }
        count = kept
    }

    /// Keeps the candidates that reach a threshold.
    private func keep(_ count: inout Int, _ threshold: Double) {
        var kept = 0
        for place in 0..<count {
            found[kept] = found[place]
            kept += sums[Int(found[place])] >= threshold ? 1 : 0
        }
        count = kept
    }
}
