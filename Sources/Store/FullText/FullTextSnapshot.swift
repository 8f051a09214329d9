import Matrix

/// One immutable state of a ``FullTextIndex``. A search holds it without a lock, however long it takes.
struct FullTextSnapshot: IndexSnapshot {
    var sequence: Int64 = 0
    var segments: [TextSegment] = []
    var versions = VersionTable()

    var rows: Int { segments.reduce(0) { $0 + $1.rows } }

    /// For each query, its `limit` admitted chunks with the best scores by ``BM25``, best first; ties by key. The statistics
    /// are of all that the filter's moment admits, and of nothing else.
    ///
    /// What stands, what is admitted, and what each word of all queries has is looked up once. Blocks for
    /// O(versions + rows + postings of the terms), and for O(rows + postings) once more for each further query.
    func search(_ queries: [TermQuery], filter: VersionFilter) -> [LexicalMatches] {
        let moment = versions.admitted(by: filter.moment)
        let admitted = filter.isMoment ? moment : versions.admitted(by: filter)
        let lookUp = TermLookUp(queries)
        let pages = segments.map { TextSegmentPage($0, moment: moment, terms: lookUp.terms) }

        let statistics = queries.indices.map { self.statistics(of: lookUp.terms(of: $0), pages) }
        guard let scoring = statistics.first.map(BM25.init) else { return [] }
        let weights = queries.indices.map { query in
            lookUp.distinct[query].map { scoring.weight(frequency: frequency(of: $0, pages)) }
        }
        var best = queries.map { TopK(max(0, min($0.limit, rows))) }
        for page in pages {
            let scores = TextSegmentScores(page, scoring, admitted: admitted)
            for query in queries.indices where best[query].capacity > 0 {
                scores.show(lookUp.distinct[query], weights[query], to: &best[query])
            }
        }
        return zip(best, statistics).map { best, statistics in
            LexicalMatches(
                chunks: best.sorted().map { ScoredChunk(key: ChunkKey($0.row), score: $0.score) },
                statistics: statistics)
        }
    }

    private func statistics(of terms: [(term: String, place: Int)], _ pages: [TextSegmentPage]) -> TermStatistics {
        let chunks = pages.reduce(0) { $0 + $1.chunks }
        let words = pages.reduce(0) { $0 + $1.words }
        var frequencies: [String: Int] = [:]
        for (term, place) in terms { frequencies[term] = frequency(of: place, pages) }
        return TermStatistics(
            chunks: chunks, averageLength: chunks == 0 ? 0 : Float(Double(words) / Double(chunks)),
            frequencies: frequencies)
    }

    private func frequency(of place: Int, _ pages: [TextSegmentPage]) -> Int {
        pages.reduce(0) { $0 + $1.frequencies[place] }
    }
}
