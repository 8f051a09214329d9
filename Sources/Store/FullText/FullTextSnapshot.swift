import Matrix

/// One immutable state of a ``FullTextIndex``. A search holds it without a lock, however long it takes.
struct FullTextSnapshot: IndexSnapshot {
    var sequence: Int64 = 0
    var segments: [TextSegment] = []
    var versions = VersionTable()

    var rows: Int { segments.reduce(0) { $0 + $1.rows } }

    /// The `limit` admitted chunks with the best scores by ``BM25``, best first; ties by key. The statistics are of all
    /// that the filter's moment admits, and of nothing else. Blocks for O(rows + postings of the terms).
    func search(_ terms: [String], filter: VersionFilter, limit: Int) -> LexicalMatches {
        let moment = versions.admitted(by: filter.moment)
        let admitted = filter.isMoment ? moment : versions.admitted(by: filter)
        let analysed = terms.map(AnalysedTerm.init)
        let pages = segments.map { TextSegmentPage($0, moment: moment, terms: analysed) }

        let statistics = statistics(of: analysed, pages)
        let scoring = BM25(statistics)
        var best = TopK(max(0, min(limit, rows)))
        guard best.capacity > 0 else { return LexicalMatches(chunks: [], statistics: statistics) }
        let weights = weights(of: analysed, scoring, statistics)
        for page in pages { page.score(weights, scoring, admitted: admitted, into: &best) }
        return LexicalMatches(
            chunks: best.sorted().map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) }, statistics: statistics)
    }

    private func statistics(of terms: [AnalysedTerm], _ pages: [TextSegmentPage]) -> TermStatistics {
        let chunks = pages.reduce(0) { $0 + $1.chunks }
        let words = pages.reduce(0) { $0 + $1.words }
        var frequencies: [String: Int] = [:]
        for (number, term) in terms.enumerated() {
            frequencies[term.term] = pages.reduce(0) { $0 + $1.frequencies[number] }
        }
        return TermStatistics(
            chunks: chunks, averageLength: chunks == 0 ? 0 : Float(Double(words) / Double(chunks)),
            frequencies: frequencies)
    }

    /// 0 for a term that has the same stems as one before it: it says nothing new.
    private func weights(of terms: [AnalysedTerm], _ scoring: BM25, _ statistics: TermStatistics) -> [Float] {
        var seen: Set<[[UInt8]]> = []
        return terms.map { term in
            guard let frequency = statistics.frequencies[term.term], frequency > 0, seen.insert(term.stems).inserted
            else { return 0 }
            return scoring.weight(frequency: frequency)
        }
    }
}

/// A segment as one search sees it.
private struct TextSegmentPage {
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

    /// Shows `best` every admitted row that has a term. The terms come in the same order whatever the segments are, so that
    /// rounding is the same as well.
    func score(_ weights: [Float], _ scoring: BM25, admitted: [Bool], into best: inout TopK) {
        guard zip(weights, postings).contains(where: { $0 > 0 && !$1.isEmpty }) else { return }
        // What is not admitted saturates at once, at nothing.
        let saturations = zip(segment.slots, segment.lengths).map { slot, length in
            admitted[Int(slot)] ? scoring.saturation(length: length) : .infinity
        }
        var scores = [Float](repeating: 0, count: segment.rows)
        scores.withUnsafeMutableBufferPointer { scores in
            saturations.withUnsafeBufferPointer { saturations in
                for (weight, list) in zip(weights, postings) where weight > 0 {
                    list.withUnsafeBufferPointer { list in
                        for posting in list {
                            let row = posting.row
                            scores[row] += weight * BM25.share(posting, saturation: saturations[row])
                        }
                    }
                }
            }
        }
        for row in 0..<scores.count where scores[row] > 0 {
            best.insert(row: Int(segment.keys[row]), score: scores[row])
        }
    }
}
