/// How many of the clusters, most promising first, a search looks into: until it has seen a share of all rows, whatever the
/// clusters' sizes, and with a filter as many admitted rows as make a part of that.
struct ClusterBudget {
    private static let (searchedShare, fewestClusters) = (44, 48)
    private static let admittedShare = 32

    private let rows: Int
    private let admitted: Int
    /// How many clusters it comes to without a filter, where they are equally large.
    let clusters: Int

    init(_ snapshot: VectorSnapshot) {
        rows = snapshot.layout.clusteredRows / Self.searchedShare
        admitted = rows / Self.admittedShare
        clusters = max(Self.fewestClusters, snapshot.clusters / Self.searchedShare)
    }

    /// How many of `count` clusters, which admit so many rows in all, it comes to where those are spread evenly.
    func expected(of count: Int, admitting total: Int) -> Int { max(clusters, admitted * count / max(1, total)) }

    /// How many of the clusters are enough, in their order; nil where all of them are not.
    func end(of clusters: some Sequence<Int>, _ admission: Admission, _ snapshot: VectorSnapshot) -> Int? {
        var (seen, passing, count) = (0, 0, 0)
        for cluster in clusters {
            seen += Int(snapshot.centres.rows[cluster])
            passing += Int(admission.counts[cluster])
            count += 1
            if seen >= rows, passing >= admitted, count >= Self.fewestClusters { return count }
        }
        return nil
    }
}
