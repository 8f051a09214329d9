/// The terms of several queries, each looked up once.
struct TermLookUp: Sendable {
    /// Those of all queries; of terms that have the same stems, the first.
    private(set) var terms: [AnalysedTerm] = []
    /// For each query, the places of its terms among ``terms``, one for each of its terms.
    private var places: [[Int]] = []
    private let queries: [TermQuery]

    init(_ queries: [TermQuery]) {
        self.queries = queries
        var known: [[UInt8]: Int] = [:]
        for query in queries {
            places.append(
                query.terms.map { term in
                    let term = AnalysedTerm(term)
                    if let place = known[term.key] { return place }
                    known[term.key] = terms.count
                    terms.append(term)
                    return terms.count - 1
                })
        }
    }

    /// The places of a query's terms, in order and each once: a term that has the same stems as one before it says nothing new.
    func distinct(_ query: Int) -> [Int] {
        var distinct: [Int] = []
        for place in places[query] where !distinct.contains(place) { distinct.append(place) }
        return distinct
    }

    /// The terms of a query as they were asked for, with their places.
    func terms(of query: Int) -> [(term: String, place: Int)] { Array(zip(queries[query].terms, places[query])) }
}
