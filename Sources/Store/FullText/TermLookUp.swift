/// The terms of several queries, each looked up once.
struct TermLookUp {
    /// Those of all queries; of terms that have the same stems, the first.
    private(set) var terms: [AnalysedTerm] = []
    /// For each query, the places of its terms among ``terms``, in order and each once: a term that has the same stems as
    /// one before it says nothing new.
    private(set) var distinct: [[Int]] = []
    private var places: [String: Int] = [:]
    private let queries: [TermQuery]

    init(_ queries: [TermQuery]) {
        self.queries = queries
        var placesByStems: [String: Int] = [:]
        for query in queries {
            var seen: Set<Int> = []
            for term in query.terms where places[term] == nil {
                let analysed = AnalysedTerm(term)
                if let place = placesByStems[analysed.key] {
                    places[term] = place
                } else {
                    places[term] = terms.count
                    placesByStems[analysed.key] = terms.count
                    terms.append(analysed)
                }
            }
            distinct.append(query.terms.compactMap { places[$0] }.filter { seen.insert($0).inserted })
        }
    }

    /// The terms of a query as they were asked for, with their places.
    func terms(of query: Int) -> [(term: String, place: Int)] {
        queries[query].terms.compactMap { term in places[term].map { (term, $0) } }
    }
}
