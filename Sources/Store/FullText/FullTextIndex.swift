import Corpus

/// The words of one corpus's chunks and titles: the statistics of one corpus never show in the scores of another.
///
/// A value that one owner changes and publishes as ``snapshot``. New rows are collected until ``seal()`` makes a segment of
/// them; segments of like size are joined, so that there are O(log rows) of them and a row is copied as often. Memory as
/// ``TextSegment`` says, and 64 bytes a version.
struct FullTextIndex: DerivedIndex {
    var state = IndexState(FullTextSnapshot())
    private var builder = TextSegmentBuilder()

    init() {}
    init(form: Int64) {}

    /// Words cut in another way have other statistics.
    var form: Int64 { Self.form }
    static let form = Int64(Words.revision)

    /// Adds a chunk, to be found after ``seal()``. Does nothing for a version without a slot.
    mutating func append(key: ChunkKey, version: Int64, title: String, text: String) {
        guard let slot = state.slotForRow(of: version) else { return }
        builder.append(key: key, slot: slot, title: title, text: text)
        if builder.isFull { seal() }
    }

    /// Makes a segment of what was added.
    mutating func seal() {
        guard builder.rows > 0 else { return }
        append(builder.finish())
        builder = TextSegmentBuilder()
    }

    /// Joins the last segments as long as the one before is not much larger, all at once: a row is then copied half as often as
    /// if they were joined two by two.
    private mutating func append(_ segment: TextSegment) {
        var parts = [segment]
        var (rows, bytes) = (segment.rows, segment.memory.bytes.count)
        for other in snapshot.segments.reversed() {
            rows += other.rows
            bytes += other.memory.bytes.count
            guard other.rows <= 2 * (rows - other.rows), rows <= TextSegment.rowCapacity,
                bytes <= TextSegment.byteCapacity
            else { break }
            parts.append(other)
        }
        state.snapshot.segments.removeLast(parts.count - 1)
        state.snapshot.segments.append(parts.count == 1 ? segment : TextSegmentJoin.join(parts.reversed()))
    }

    /// Takes in a segment whose slots are those of this index's versions.
    mutating func adopt(_ segment: TextSegment) {
        for slot in segment.slots {
            _ = state.slotForRow(of: snapshot.versions[Int(slot)].id)
        }
        state.snapshot.segments.append(segment)
    }

    /// O(postings). Words that only hidden rows had are gone as well.
    func compacted() -> FullTextIndex {
        var copy = FullTextIndex()
        copy.state.snapshot.sequence = snapshot.sequence
        let versions = snapshot.versions
        var slots = [Int32?](repeating: nil, count: versions.count)
        for slot in 0..<versions.count where !versions[slot].isRemoved {
            slots[slot] = Int32(copy.snapshot.versions.count)
            copy.state.set(versions.state(slot))
        }
        for segment in snapshot.segments {
            let kept = TextSegmentJoin.keep(segment) { slots[Int($0)] }
            if kept.rows > 0 { copy.adopt(kept) }
        }
        return copy
    }
}
