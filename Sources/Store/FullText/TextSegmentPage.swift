import Matrix

/// A segment as the queries of one search see it.
struct TextSegmentPage {
    let segment: TextSegment
    /// For each term, its postings.
    let postings: [ArraySlice<Posting>]
    /// Rows that the filter's moment admits.
    private(set) var chunks = 0
    /// Words of their texts.
    private(set) var words = 0
    /// For each term, how many of them have it.
    private(set) var frequencies: [Int] = []

    init(_ segment: TextSegment, moment: [Bool], terms: [AnalysedTerm]) {
        self.segment = segment
        postings = terms.map { segment.postings(of: $0) }
        var stands = [Bool](repeating: false, count: segment.rows)
        for row in 0..<segment.rows where moment[Int(segment.slots[row])] {
            stands[row] = true
            chunks += 1
            words += Int(segment.lengths[row])
        }
        let isWhole = chunks == segment.rows
        frequencies = stands.withUnsafeBufferPointer { stands in
            postings.map { list in
                guard !isWhole else { return list.count }
                return list.withUnsafeBufferPointer { $0.reduce(0) { $0 + (stands[$1.row] ? 1 : 0) } }
            }
        }
    }
}

/// Scores the rows of a page for one query after the other.
struct TextSegmentScores {
    private let page: TextSegmentPage
    /// For each row; what is not admitted saturates at once, at nothing. Empty where no row has any of the terms.
    private let saturations: [Float]

    init(_ page: TextSegmentPage, _ scoring: BM25, admitted: [Bool]) {
        self.page = page
        guard page.postings.contains(where: { !$0.isEmpty }) else {
            saturations = []
            return
        }
        saturations = zip(page.segment.slots, page.segment.lengths).map { slot, length in
            admitted[Int(slot)] ? scoring.saturation(length: length) : .infinity
        }
    }

    /// Shows `best` every admitted row that has one of `terms`, which are places among the page's. They come in the same
    /// order whatever the segments are, so that rounding is the same as well.
    func show(_ terms: [Int], _ weights: [Float], to best: inout TopK) {
        guard terms.contains(where: { !page.postings[$0].isEmpty }) else { return }
        var scores = [Float](repeating: 0, count: page.segment.rows)
        scores.withUnsafeMutableBufferPointer { scores in
            saturations.withUnsafeBufferPointer { saturations in
                for (term, weight) in zip(terms, weights) {
                    page.postings[term].withUnsafeBufferPointer { list in
                        for posting in list {
                            let row = posting.row
                            scores[row] += weight * BM25.share(posting, saturation: saturations[row])
                        }
                    }
                }
            }
        }
        for row in 0..<scores.count where scores[row] > 0 {
            best.insert(row: Int(page.segment.keys[row]), score: scores[row])
        }
    }
}
