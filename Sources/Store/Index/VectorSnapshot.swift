import Matrix

/// One immutable state of a ``VectorIndex``. A search holds it without a lock, however long it takes.
struct VectorSnapshot: IndexSnapshot {
    let dimension: Int
    var sequence: Int64 = 0
    /// Clusters, then sealed segments in the order in which they came, then one that is still being filled.
    private(set) var segments = BlockArray<VectorSegment>()
    /// What the codes of each sealed segment are about.
    private(set) var centres: SegmentCentres
    /// Codes of the clusters' centres: a first pass over clusters, as the clusters' codes are over rows.
    private(set) var centreCodes: SignCodes?
    /// What these codes are about.
    private(set) var meanCentre: [Float] = []
    private(set) var rows = 0
    var versions = VersionTable() { didSet { admissions.advance() } }
    /// Which rows recent filters admit: of this state alone.
    private(set) var admissions = AdmissionCache()
    /// Another one where rows come to lie in other segments; adding rows leaves it.
    private(set) var layout = SegmentLayout()

    init(dimension: Int) {
        self.dimension = dimension
        centres = SegmentCentres(columns: dimension, capacity: 0)
    }

    /// How many segments, the first ones, are clusters: rows that are near each other.
    var clusters: Int { layout.clusters }

    /// How many segments, the first ones, have codes.
    var sealed: Int { centres.count }

    /// Of all vectors, in memory or in a mapped file.
    var bytes: Int { rows * dimension * MemoryLayout<Float>.size }

    /// Rows that a search can find, for checks.
    var visibleRows: Int {
        segments.reduce(0) { sum, segment in sum + segment.slots.count { !versions[Int($0)].isRemoved } }
    }

    /// Adds a row of the version at a slot.
    mutating func append(
        key: ChunkKey, slot: Int32, vector: UnsafeBufferPointer<Float>, rotation: RandomRotation
    ) {
        if segments.count == sealed { segments.append(VectorSegment(dimension: dimension)) }
        let last = segments.count - 1
        segments.update(last) { $0.append(key: key, slot: slot, vector: vector) }
        rows += 1
        admissions.advance()
        if segments[last].isFull { seal(last, rotation) }
    }

    private mutating func seal(_ segment: Int, _ rotation: RandomRotation) {
        let centre = segments[segment].centre
        centres.append(centre, spread: segments[segment].spread(about: centre), rows: segments[segment].rows)
        segments.update(segment) { $0.seal(about: centre, rotation: rotation) }
    }

    /// What a segment of a file is.
    enum Part { case loose, cluster, firstOfTier }

    /// Adds a segment of a file; `centre` is nil for the one that is still being filled, which must be the last.
    mutating func append(_ segment: VectorSegment, centre: (vector: [Float], spread: Float)?, as part: Part) -> Bool {
        guard segments.count == sealed, (centre == nil) == (segment.codes == nil),
            part == .loose || (clusters == segments.count && centre != nil)
        else { return false }
        segments.append(segment)
        rows += segment.rows
        admissions.advance()
        if let centre { centres.append(centre.vector, spread: centre.spread, rows: segment.rows) }
        if part != .loose { layout.append(cluster: segment, beginsTier: part == .firstOfTier) }
        return true
    }

    /// Puts a tier of clusters in the place of the segments whose rows they hold: those of some tiers, or loose ones.
    mutating func replace(
        _ replaced: Range<Int>, tiers: Range<Int>, by clustered: [VectorSegment], centres clusterCentres: SegmentCentres
    ) {
        var centres = SegmentCentres(columns: dimension, capacity: sealed - replaced.count + clustered.count)
        centres.append(self.centres, in: 0..<replaced.lowerBound)
        centres.append(clusterCentres, in: 0..<clusterCentres.count)
        centres.append(self.centres, in: replaced.upperBound..<sealed)
        let after = segments[replaced.upperBound...]
        segments.keepFirst(replaced.lowerBound)
        for segment in clustered { segments.append(segment) }
        for segment in after { segments.append(segment) }
        self.centres = centres
        layout.replace(tiers: tiers, by: clustered)
        codeCentres()
        admissions.advance()
    }

    /// Codes the centres of clusters; to be called when all of them are there.
    mutating func codeCentres() {
        guard clusters > 0 else { return }
        let count = clusters * dimension
        let mean = centres.vectors.withUnsafeBuffer { elements in
            elements.baseAddress.map { Kernels.best.mean(MatrixView($0, rows: clusters, columns: dimension)) } ?? []
        }
        centreCodes = centres.vectors.withUnsafeBuffer {
            SignCodes(
                UnsafeBufferPointer(rebasing: $0[..<count]), centre: mean, rotation: VectorIndex.rotation(dimension))
        }
        meanCentre = mean
    }
}
