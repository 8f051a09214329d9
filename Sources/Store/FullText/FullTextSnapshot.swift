import Matrix

/// One immutable state of a ``FullTextIndex``. A search holds it without a lock, however long it takes.
struct FullTextSnapshot: IndexSnapshot {
    var sequence: Int64 = 0
    var segments: [TextSegment] = [] { didSet { forgetMoments() } }
    var versions = VersionTable() { didSet { forgetMoments() } }
    /// What recent filters admit: of this state alone.
    private var moments = TextMoments()

    var rows: Int { segments.reduce(0) { $0 + $1.rows } }

    /// For each query, its `limit` admitted chunks with the best scores by ``BM25``, best first; ties by key. The statistics
    /// are of all that the filter's moment admits, and of nothing else.
    ///
    /// Each word of all queries is looked up once. Blocks for a small part of the time that the postings of the terms would
    /// take to read, and for O(versions + rows) where the filter is new to this state.
    func search(_ queries: [TermQuery], filter: VersionFilter) -> [LexicalMatches] {
        let moment = moments.moment(filter.moment, of: self)
        let admitted = filter.isMoment ? moment.slots : moments.slots(filter, of: self)
        let lookUp = TermLookUp(queries)
        let lists = segments.map { segment in lookUp.terms.map { segment.list(of: $0) } }
        let frequencies = lookUp.terms.indices.map { term in
            segments.indices.reduce(0) { sum, segment in
                sum + (lists[segment][term].map { moment.frequency(of: $0, segment: segment) } ?? 0)
            }
        }
        return queries.indices.map { query in
            let statistics = Self.statistics(lookUp.terms(of: query), frequencies, moment)
            let scoring = BM25(statistics)
            var best = BestChunks(max(0, min(queries[query].limit, rows)), admitted: admitted)
            for (segment, lists) in zip(segments, lists) where best.best.capacity > 0 {
                let terms = lookUp.distinct(query).map {
                    (list: lists[$0], weight: scoring.weight(frequency: frequencies[$0]))
                }
                Self.search(segment, terms, scoring, queries[query].match, &best)
            }
            return LexicalMatches(chunks: best.chunks, statistics: statistics)
        }
    }

    /// The outlets of which a version passes the filter, in order.
    func outlets(admittedBy filter: VersionFilter) -> [OutletPresence] { moments.outlets(filter, of: self) }

    /// Copies of an earlier state keep what was worked out for it; while there are none, as in an ingestion, nothing is made.
    private mutating func forgetMoments() {
        if isKnownUniquelyReferenced(&moments) { moments.forget() } else { moments = TextMoments() }
    }

    /// A term that no row of the segment has is nil.
    private static func search(
        _ segment: TextSegment, _ terms: [(list: PostingList?, weight: Float)], _ scoring: BM25,
        _ match: TermQuery.Match, _ best: inout BestChunks
    ) {
        let present = terms.compactMap { term in term.list.map { (list: $0, weight: term.weight) } }
        guard !present.isEmpty, match == .any || present.count == terms.count else { return }
        let scored = ScoredTerms(present, of: segment, scoring)
        if present.count == 1 {
            let search = SoleTermSearch(scored)
            search.run(&best)
        } else if match == .all {
            var search = ConjunctiveSearch(scored)
            search.run(&best)
        } else {
            var search = MaxScoreSearch(scored)
            search.run(&best)
        }
    }

    private static func statistics(
        _ terms: [(term: String, place: Int)], _ frequencies: [Int], _ moment: TextMoment
    ) -> TermStatistics {
        let (chunks, words) = (moment.chunks, moment.words)
        return TermStatistics(
            chunks: chunks, averageLength: chunks == 0 ? 0 : Float(Double(words) / Double(chunks)),
            frequencies: Dictionary(terms.map { ($0.term, frequencies[$0.place]) }) { first, _ in first })
    }
}
