import Matrix

extension VectorSnapshot {
    /// Rows from which clusters are worth their making: below, scanning all codes takes as long as ranking clusters.
    static let clusteredRows = 262_144

    /// Rows outside of clusters from which a tier of their own is worth its making: every search scans them.
    static let tierRows = 65_536

    /// Whether so many rows came outside of clusters that searches feel it.
    var needsClustering: Bool { rows >= Self.clusteredRows && looseRows >= Self.tierRows }

    /// Rows of sealed segments that are in no cluster.
    fileprivate var looseRows: Int { (sealed - clusters) * VectorSegment.capacity }
}

extension VectorIndex {
    /// Takes clusters of a snapshot of this index, unless the rows that they hold were laid out anew meanwhile.
    mutating func adopt(_ clusters: VectorClusters) {
        guard clusters.layout == snapshot.layout, clusters.segments.upperBound <= snapshot.sealed else { return }
        state.snapshot.replace(
            tiersFrom: clusters.tier, upTo: clusters.segments.upperBound, by: clusters.clusters,
            centres: clusters.centres)
        state.unsavedChanges += clusters.clusters.reduce(0) { $0 + $1.rows }
    }
}

extension DerivedIndexes<VectorOrigin> {
    /// Whether some index has so many rows outside of clusters that searches feel it.
    var needsClustering: Bool { snapshots.values.contains(where: \.needsClustering) }

    /// Divides what came to the indexes that need it into clusters, beside the searches and the changes that go on. Blocks, for seconds
    /// where many rows are to be divided.
    func cluster() throws {
        for (place, snapshot) in snapshots where snapshot.needsClustering {
            let clusters = try VectorClusters(snapshot)
            rearrange(place) { $0.adopt(clusters) }
        }
    }
}

/// The rows of a snapshot's last sealed segments, laid out anew so that rows of one segment are near each other: an inverted
/// file (Jégou, Douze and Schmid 2011, "Product quantization for nearest neighbor search") whose lists are segments.
///
/// Made beside the index that keeps serving. Clusters come from k-means from the top down (Nistér and Stewénius 2006,
/// "Scalable recognition with a vocabulary tree"): clusters of clusters until each is small. That takes
/// O(rows × log rows × dimension), where one k-means with as many centres takes O(rows^1.5 × dimension) or more.
struct VectorClusters: Sendable {
    /// The first of the snapshot's tiers that they replace.
    let tier: Int
    /// The segments of the snapshot that they replace.
    let segments: Range<Int>
    /// The snapshot's.
    let layout: SegmentLayout
    private(set) var clusters: [VectorSegment] = []
    private(set) var centres: SegmentCentres

    /// Rows that a cluster is to have on average.
    private var meanRows = Self.largestMean
    /// Few rows, so that those of a cluster are near each other, and so many that a search's work for a cluster is work for its rows.
    private static let (largestMean, smallestMean) = (256, 128)
    /// Up to so many clusters are made of a tier, they are small: of a few large ones, a search that looks into a share would miss more.
    private static let smallClusters = 1024
    /// Clusters that one cluster is divided into at most: a panel of the product kernel, twice.
    private static let fanOut = 64
    /// Rows that k-means learns from, for each centre.
    private static let rowsForCentre = 128

    /// Clusters of the rows that are in none, and of the last tiers while they are no larger. Blocks: some ten microseconds a row.
    /// Throws ``BlockFile/Fault/damaged``, and `CancellationError`.
    init(_ snapshot: VectorSnapshot) throws {
        layout = snapshot.layout
        tier = layout.firstTier(toMergeWith: snapshot.looseRows)
        segments = layout.start(ofTier: tier)..<snapshot.sealed
        centres = SegmentCentres(columns: snapshot.dimension, capacity: segments.count * 2)
        for segment in snapshot.segments[segments] { try segment.checkVectors() }
        let all = segments.flatMap { segment in
            (0..<snapshot.segments[segment].rows).map { Row(segment: Int32(segment), row: Int32($0)) }
        }
        meanRows = min(Self.largestMean, max(Self.smallestMean, all.count / Self.smallClusters))
        try divide(all, snapshot)
    }

    private struct Row {
        let segment: Int32
        let row: Int32
    }

    private mutating func divide(_ rows: [Row], _ snapshot: VectorSnapshot) throws {
        try Task.checkCancellation()
        guard rows.count > 2 * meanRows else { return add(rows, snapshot) }
        let count = min(Self.fanOut, (rows.count + meanRows - 1) / meanRows)
        let sample = min(rows.count, count * Self.rowsForCentre)
        let means = KMeans(
            Self.gather((0..<sample).lazy.map { rows[$0 * rows.count / sample] }, snapshot), count: count)
        var members = [[Row]](repeating: [], count: count)
        let block = 4096
        for first in stride(from: 0, to: rows.count, by: block) {
            let part = rows[first..<min(first + block, rows.count)]
            for (row, place) in zip(part, means.assign(Self.gather(part, snapshot))) { members[place].append(row) }
        }
        for (place, cluster) in members.enumerated() where !cluster.isEmpty {
            if cluster.count < rows.count {
                try divide(cluster, snapshot)
            } else {
                // Copies of one row cannot be told apart: any division is as good.
                for first in stride(from: 0, to: cluster.count, by: VectorSegment.capacity) {
                    add(Array(cluster[first..<min(first + VectorSegment.capacity, cluster.count)]), snapshot)
                }
            }
            members[place] = []
        }
    }

    private mutating func add(_ rows: [Row], _ snapshot: VectorSnapshot) {
        guard !rows.isEmpty else { return }
        var cluster = VectorSegment(dimension: snapshot.dimension, capacity: rows.count)
        for row in rows {
            let segment = snapshot.segments[Int(row.segment)]
            segment.withVector(Int(row.row)) {
                cluster.append(key: segment.keys[Int(row.row)], slot: segment.slots[Int(row.row)], vector: $0)
            }
        }
        let centre = cluster.centre
        centres.append(centre, spread: cluster.spread(about: centre), rows: rows.count)
        cluster.seal(about: centre, rotation: VectorIndex.rotation(snapshot.dimension))
        clusters.append(cluster)
    }

    private static func gather(_ rows: some Sequence<Row>, _ snapshot: VectorSnapshot) -> FloatMatrix {
        var matrix = FloatMatrix(columns: snapshot.dimension, rowCapacity: rows.underestimatedCount)
        for row in rows {
            snapshot.segments[Int(row.segment)].withVector(Int(row.row)) { matrix.append(contentsOf: $0) }
        }
        return matrix
    }
}

extension VectorSegment {
    /// One row in place.
    fileprivate func withVector(_ row: Int, _ body: (UnsafeBufferPointer<Float>) -> Void) {
        vectors.withUnsafeBuffer { elements in
            body(UnsafeBufferPointer(rebasing: elements[(row * vectors.columns)..<((row + 1) * vectors.columns)]))
        }
    }
}
