/// Which rows of a snapshot a filter admits: a bit for each.
///
/// Rows that are there already are admitted less as a rule: versions end, and articles are removed. So what was worked out for
/// an earlier state serves a later one, with the rows that came since, as long as ``versions`` have the last word.
final class Admission: Sendable {
    /// Whether the version of each slot is admitted.
    private let versions: VersionAdmission
    /// For each segment a word for 64 rows, or nothing where all of its rows have their bit set.
    private let bits: BlockArray<[UInt64]>
    /// How many rows of each segment have their bit set.
    let counts: [Int32]
    /// Whether the bits are what ``versions`` say; where it is false, some rows may not be admitted any more.
    let isExact: Bool
    private let sealed: Int
    private let layout: SegmentLayout

    /// Whether every row is admitted.
    var isEverything: Bool { versions.isEverything }

    /// O(versions + rows), or what changed since `earlier` admitted by the same filter.
    init(_ snapshot: VectorSnapshot, _ filter: VersionFilter, after earlier: Admission? = nil) {
        let earlier = earlier.flatMap { $0.versions.onlyLoses(until: snapshot.versions) ? $0 : nil }
        let versions = VersionAdmission(snapshot.versions, filter, after: earlier?.versions)
        // Segments that were not sealed may have more rows by now.
        let kept = earlier.map { min($0.sealed, snapshot.layout.segmentsInCommon(with: $0.layout) ?? .max) } ?? 0
        var bits = earlier?.bits ?? BlockArray()
        bits.keepFirst(kept)
        var counts = Array((earlier?.counts ?? []).prefix(kept))
        for segment in snapshot.segments[kept...] {
            let words = versions.isEverything ? [] : segment.bits { versions[$0] }
            counts.append(Int32(words.isEmpty ? segment.rows : words.reduce(0) { $0 + $1.nonzeroBitCount }))
            bits.append(words)
        }
        (self.versions, self.bits, self.counts) = (versions, bits, counts)
        (sealed, layout, isExact) = (snapshot.sealed, snapshot.layout, kept == 0 || versions.isEverything)
    }

    /// Whether a row of a segment is admitted.
    func admits(_ segment: VectorSegment, _ index: Int, row: Int) -> Bool {
        let words = bits[index]
        guard words.isEmpty || words[row / 64] >> UInt64(row % 64) & 1 == 1 else { return false }
        return isExact || versions[Int(segment.slots[row])]
    }

    /// Hands the bits of a segment's rows to `body`; nil where all are set.
    func withWords<R>(of segment: Int, _ body: (UnsafePointer<UInt64>?) throws -> R) rethrows -> R {
        try bits[segment].withUnsafeBufferPointer { try body($0.isEmpty ? nil : $0.baseAddress) }
    }
}
