import Matrix

/// Queries of one search, with what they share looked up: lists and frequencies of their terms, and what the filter admits.
struct TextSearch: Sendable {
    private let queries: [TermQuery]
    private let segments: [TextSegment]
    private let moment: TextMoment
    private let admitted: [Bool]
    private let lookUp: TermLookUp
    /// By segment and term.
    private let lists: [[PostingList?]]
    private let frequencies: [Int]

    /// O(terms × segments).
    init(_ queries: [TermQuery], in segments: [TextSegment], moment: TextMoment, admitted: [Bool]) {
        let lookUp = TermLookUp(queries)
        let lists = segments.map { segment in lookUp.terms.map { segment.list(of: $0) } }
        frequencies = lookUp.terms.indices.map { term in
            segments.indices.reduce(0) { sum, segment in
                sum + (lists[segment][term].map { moment.frequency(of: $0, segment: segment) } ?? 0)
            }
        }
        self.queries = queries
        self.segments = segments
        self.moment = moment
        self.admitted = admitted
        self.lookUp = lookUp
        self.lists = lists
    }

    /// What one query finds.
    func matches(of query: Int) -> LexicalMatches {
        let statistics = Self.statistics(lookUp.terms(of: query), frequencies, moment)
        let scoring = BM25(statistics)
        let rows = segments.reduce(0) { $0 + $1.rows }
        var best = BestChunks(max(0, min(queries[query].limit, rows)), admitted: admitted)
        for (segment, lists) in zip(segments, lists) where best.best.capacity > 0 {
            let terms = lookUp.distinct(query).map {
                (list: lists[$0], weight: scoring.weight(frequency: frequencies[$0]))
            }
            Self.search(segment, terms, scoring, queries[query].match, &best)
        }
        return LexicalMatches(chunks: best.chunks, statistics: statistics)
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
