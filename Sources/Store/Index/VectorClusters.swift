import Matrix

/// Rows of a snapshot's sealed segments, laid out anew so that rows of one segment are near each other: an inverted
/// file (Jégou, Douze and Schmid 2011, "Product quantization for nearest neighbor search") whose lists are segments.
///
/// Made beside the index that keeps serving. Clusters come from k-means from the top down (Nistér and Stewénius 2006,
/// "Scalable recognition with a vocabulary tree"): clusters of clusters until each is small. That takes
/// O(rows × log rows × dimension), where one k-means with as many centres takes O(rows^1.5 × dimension) or more.
struct VectorClusters: Sendable {
    /// The snapshot's tiers that they replace; empty where they are a further tier.
    let tiers: Range<Int>
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

    /// Where the clusters lie: vectors, and codes, of which a search reads far more of the same.
    private var memory = (vectors: WeightMemory(floats: 0), codes: WeightMemory(floats: 0))
    /// Floats that memory is asked for at once: eight large pages.
    private static let slab = 1 << 22

    /// A tier of the rows that are in none. Blocks: some ten microseconds a row. Throws ``BlockFile/Fault/damaged``, and
    /// `CancellationError`.
    init(_ snapshot: VectorSnapshot) throws {
        let tiers = snapshot.layout.tiers.endIndex
        try self.init(snapshot, tiers..<tiers, snapshot.clusters..<snapshot.sealed, meanwhile: {})
    }

    /// One tier of the last ones, where they are to be merged. Every some ten milliseconds, `meanwhile` is called.
    init?(mergingTiersOf snapshot: VectorSnapshot, meanwhile: () throws -> Void) throws {
        guard let tiers = snapshot.layout.tiersToMerge else { return nil }
        try self.init(
            snapshot, tiers, snapshot.layout.start(ofTier: tiers.lowerBound)..<snapshot.clusters,
            meanwhile: meanwhile)
    }

    private init(
        _ snapshot: VectorSnapshot, _ tiers: Range<Int>, _ segments: Range<Int>, meanwhile: () throws -> Void
    ) throws {
        (layout, self.tiers, self.segments) = (snapshot.layout, tiers, segments)
        centres = SegmentCentres(columns: snapshot.dimension, capacity: segments.count * 2)
        for segment in snapshot.segments[segments] { try segment.checkVectors() }
        let all = segments.flatMap { segment in
            (0..<snapshot.segments[segment].rows).map { Row(segment: Int32(segment), row: Int32($0)) }
        }
        meanRows = min(Self.largestMean, max(Self.smallestMean, all.count / Self.smallClusters))
        try divide(all, snapshot, meanwhile)
    }

    private struct Row {
        let segment: Int32
        let row: Int32
    }

    private mutating func divide(_ rows: [Row], _ snapshot: VectorSnapshot, _ meanwhile: () throws -> Void) throws {
        try Task.checkCancellation()
        guard rows.count > 2 * meanRows else { return add(rows, snapshot) }
        let count = min(Self.fanOut, (rows.count + meanRows - 1) / meanRows)
        let sample = min(rows.count, count * Self.rowsForCentre)
        let means = KMeans(
            Self.gather((0..<sample).lazy.map { rows[$0 * rows.count / sample] }, snapshot), count: count)
        var members = [[Row]](repeating: [], count: count)
        let block = 4096
        for first in stride(from: 0, to: rows.count, by: block) {
            try meanwhile()
            let part = rows[first..<min(first + block, rows.count)]
            for (row, place) in zip(part, means.assign(Self.gather(part, snapshot))) { members[place].append(row) }
        }
        for (place, cluster) in members.enumerated() where !cluster.isEmpty {
            if cluster.count < rows.count {
                try divide(cluster, snapshot, meanwhile)
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
        reserve(VectorSegment.floats(rows: rows.count, dimension: snapshot.dimension))
        var cluster = VectorSegment(dimension: snapshot.dimension, capacity: rows.count, in: memory.vectors)
        for row in rows {
            let segment = snapshot.segments[Int(row.segment)]
            segment.withVector(Int(row.row)) {
                cluster.append(key: segment.keys[Int(row.row)], slot: segment.slots[Int(row.row)], vector: $0)
            }
        }
        let centre = cluster.centre
        centres.append(centre, spread: cluster.spread(about: centre), rows: rows.count)
        cluster.seal(about: centre, rotation: VectorIndex.rotation(snapshot.dimension), in: memory.codes)
        clusters.append(cluster)
    }

    /// Makes sure that there is memory for so many floats of vectors and of codes. A search comes to rows all over a tier: on small pages,
    /// each is a miss of the address cache as well.
    private mutating func reserve(_ floats: (vectors: Int, codes: Int)) {
        if memory.vectors.remaining < floats.vectors {
            memory.vectors = WeightMemory(floats: max(Self.slab, floats.vectors))
        }
        if memory.codes.remaining < floats.codes { memory.codes = WeightMemory(floats: max(Self.slab, floats.codes)) }
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
