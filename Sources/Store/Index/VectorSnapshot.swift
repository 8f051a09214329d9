import Matrix

/// One immutable state of a ``VectorIndex``. A search holds it without a lock, however long it takes.
struct VectorSnapshot: IndexSnapshot {
    let dimension: Int
    var sequence: Int64 = 0
    /// Clusters, then sealed segments in the order in which they came, then one that is still being filled.
    private(set) var segments: [VectorSegment] = []
    /// What the codes of each sealed segment are about.
    private(set) var centres: SegmentCentres
    /// How many segments, the first ones, are clusters: rows that are near each other.
    private(set) var clusters = 0
    /// Codes of the clusters' centres: a first pass over clusters, as the clusters' codes are over rows.
    private(set) var centreCodes: SignCodes?
    /// What these codes are about.
    private(set) var meanCentre: [Float] = []
    private(set) var rows = 0
    var versions = VersionTable() { didSet { forgetAdmissions() } }
    /// Which rows recent filters admit: of this state alone.
    private(set) var admissions = AdmissionCache()
    /// Another one where rows come to lie in other segments; adding rows leaves it.
    private(set) var layout = Layout()

    /// Nothing but itself.
    final class Layout: Sendable {}

    init(dimension: Int) {
        self.dimension = dimension
        centres = SegmentCentres(columns: dimension, capacity: 0)
    }

    /// How many segments, the first ones, have codes.
    var sealed: Int { centres.count }

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
        segments[last].append(key: key, slot: slot, vector: vector)
        rows += 1
        forgetAdmissions()
        if segments[last].isFull { seal(last, rotation) }
    }

    private mutating func seal(_ segment: Int, _ rotation: RandomRotation) {
        let centre = segments[segment].centre
        centres.append(centre, spread: segments[segment].spread(about: centre))
        segments[segment].seal(about: centre, rotation: rotation)
    }

    /// Adds a segment of a file; `centre` is nil for the one that is still being filled, which must be the last.
    mutating func append(_ segment: VectorSegment, centre: (vector: [Float], spread: Float)?, isCluster: Bool) -> Bool {
        guard segments.count == sealed, (centre == nil) == (segment.codes == nil),
            !isCluster || (clusters == segments.count && centre != nil)
        else { return false }
        segments.append(segment)
        rows += segment.rows
        forgetAdmissions()
        if let centre { centres.append(centre.vector, spread: centre.spread) }
        if isCluster { clusters += 1 }
        return true
    }

    /// Puts clusters in the place of the first segments, whose rows they hold.
    mutating func replace(first count: Int, by clustered: [VectorSegment], centres clusterCentres: SegmentCentres) {
        var centres = clusterCentres
        centres.append(self.centres, from: count)
        segments.replaceSubrange(..<count, with: clustered)
        self.centres = centres
        clusters = clustered.count
        codeCentres()
        layout = Layout()
        forgetAdmissions()
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

    /// Copies of an earlier state keep what was worked out for it; this one only keeps it to go on from.
    private mutating func forgetAdmissions() {
        if isKnownUniquelyReferenced(&admissions) {
            admissions.outdate()
        } else {
            admissions = AdmissionCache(after: admissions)
        }
    }
}
