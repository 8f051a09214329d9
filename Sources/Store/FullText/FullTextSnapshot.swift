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
        let search = prepared(queries, filter: filter)
        return queries.indices.map(search.matches)
    }

    /// The same before anything is searched: what queries share, so that each can be searched by another thread.
    func prepared(_ queries: [TermQuery], filter: VersionFilter) -> TextSearch {
        let moment = moments.moment(filter.moment, of: self)
        return TextSearch(
            queries, in: segments, moment: moment,
            admitted: filter.isMoment ? moment.slots : moments.slots(filter, of: self))
    }

    /// The outlets of which a version passes the filter, in order.
    func outlets(admittedBy filter: VersionFilter) -> [OutletPresence] { moments.outlets(filter, of: self) }

    /// Copies of an earlier state keep what was worked out for it; while there are none, as in an ingestion, nothing is made.
    private mutating func forgetMoments() {
        if isKnownUniquelyReferenced(&moments) { moments.forget() } else { moments = TextMoments() }
    }
}
