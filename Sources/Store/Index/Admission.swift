/// Which rows of a snapshot a filter admits: a bit for each.
///
/// Rows that are there already are admitted less as a rule: versions end, and articles are removed. So what was worked out for
/// an earlier state serves a later one, with the rows that came since, as long as ``slots`` has the last word.
final class Admission: Sendable {
    /// For each slot, whether its version is admitted.
    let slots: [Bool]
    /// ``VectorSegment/words`` words a segment; nil where all rows are admitted. Where ``isExact`` is false, some of them may
    /// not be any more.
    let words: [UInt64]?
    /// How many rows of each segment have their bit set.
    let counts: [Int32]
    /// Whether the bits are those of ``slots``.
    let isExact: Bool
    private let stamps: [Int]
    private let widenings: Int
    private let rows: [Int]
    private let layout: VectorSnapshot.Layout

    /// O(versions + rows), or what changed since `earlier` admitted by the same filter.
    init(_ snapshot: VectorSnapshot, _ filter: VersionFilter, after earlier: Admission? = nil) {
        let earlier = earlier.flatMap { earlier in
            let isUseful = earlier.layout === snapshot.layout && earlier.widenings == snapshot.versions.widenings
            return isUseful ? earlier : nil
        }
        let slots = snapshot.versions.admitted(by: filter, knowing: earlier?.slots ?? [], earlier?.stamps ?? [])
        self.slots = slots
        stamps = snapshot.versions.stamps
        widenings = snapshot.versions.widenings
        rows = snapshot.segments.map(\.rows)
        layout = snapshot.layout
        guard slots.contains(false) else {
            counts = rows.map { Int32($0) }
            words = nil
            isExact = true
            return
        }
        let size = VectorSegment.words
        var counts = earlier?.counts ?? []
        var words = earlier.map { $0.words ?? Self.allSet($0.rows) } ?? []
        isExact = earlier == nil
        for (index, segment) in snapshot.segments.enumerated() {
            if let earlier, index < earlier.rows.count, earlier.rows[index] == segment.rows { continue }
            if index == counts.count {
                counts.append(0)
                words.append(contentsOf: repeatElement(0, count: size))
            }
            words.withUnsafeMutableBufferPointer { words in
                let part = UnsafeMutableBufferPointer(rebasing: words[(index * size)..<((index + 1) * size)])
                counts[index] = Int32(segment.admit(slots, into: part))
            }
        }
        self.counts = counts
        self.words = words
    }

    private static func allSet(_ rows: [Int]) -> [UInt64] {
        rows.flatMap { rows in
            (0..<VectorSegment.words).map { word in
                let rest = rows - word * 64
                return rest >= 64 ? .max : rest > 0 ? (1 << UInt64(rest)) - 1 : 0
            }
        }
    }

    /// Whether a row of a segment is admitted.
    func admits(_ segment: VectorSegment, _ index: Int, row: Int) -> Bool {
        guard let words else { return true }
        let bit = words[index * VectorSegment.words + row / 64] >> UInt64(row % 64) & 1
        return bit == 1 && (isExact || slots[Int(segment.slots[row])])
    }

    /// Hands the bits of a segment's rows to `body`; nil where all are admitted.
    func withWords<R>(of segment: Int, _ body: (UnsafePointer<UInt64>?) throws -> R) rethrows -> R {
        guard let words else { return try body(nil) }
        return try words.withUnsafeBufferPointer { words in
            try body(words.baseAddress.map { $0 + segment * VectorSegment.words })
        }
    }
}
