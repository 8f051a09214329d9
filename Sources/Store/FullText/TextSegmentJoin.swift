/// Joins segments into one, leaving out what is not kept.
struct TextSegmentJoin {
    private let parts: [TextSegment]
    /// For each row of each part, its row in the whole; -1 where it is left out.
    private var places: [[Int32]] = []
    private var columns = TextSegmentColumns()

    /// Every row of the segments, in their order; `slots` stay as they are.
    static func join(_ segments: [TextSegment]) -> TextSegment {
        TextSegmentJoin(segments) { $0 }.joined()
    }

    /// The rows of versions for which `slot` gives a new slot.
    static func keep(_ segment: TextSegment, slot: (Int32) -> Int32?) -> TextSegment {
        TextSegmentJoin([segment], slot: slot).joined()
    }

    private init(_ parts: [TextSegment], slot: (Int32) -> Int32?) {
        self.parts = parts
        for part in parts {
            var rows: [Int32] = []
            rows.reserveCapacity(part.rows)
            for row in 0..<part.rows {
                guard let slot = slot(part.slots[row]) else {
                    rows.append(-1)
                    continue
                }
                rows.append(Int32(columns.keys.count))
                columns.keys.append(part.keys[row])
                columns.slots.append(slot)
                columns.lengths.append(part.lengths[row])
            }
            places.append(rows)
        }
    }

    /// O(postings): a step for each term of each part, in the order of their bytes.
    private func joined() -> TextSegment {
        columns.lengths.withUnsafeBufferPointer { lengths in
            guard let lengths = lengths.baseAddress else { return TextSegment.of(columns) }
            return joined(lengths)
        }
    }

    private func joined(_ lengths: UnsafePointer<UInt32>) -> TextSegment {
        var columns = columns
        columns.meanLength = TextSegmentColumns.meanLength(columns.lengths)
        var encoder = PostingEncoder(columns, lengths: lengths)
        var next = [Int](repeating: 0, count: parts.count)
        while let least = leastTerm(next) {
            for part in parts.indices where next[part] < parts[part].terms {
                guard parts[part].compare(next[part], least) == 0 else { continue }
                append(PostingList(parts[part], term: next[part]), of: part, to: &encoder)
                next[part] += 1
            }
            // A term that only rows had which are left out is gone with them.
            encoder.end(term: least)
        }
        return TextSegment.of(encoder.columns)
    }

    private func leastTerm(_ next: [Int]) -> UnsafeBufferPointer<UInt8>? {
        var least: UnsafeBufferPointer<UInt8>?
        for (part, term) in zip(parts, next) where term < part.terms {
            if let known = least, part.compare(term, known) >= 0 { continue }
            least = UnsafeBufferPointer(rebasing: part.letters[part.letters(of: term)])
        }
        return least
    }

    private func append(_ list: PostingList, of part: Int, to encoder: inout PostingEncoder) {
        list.forEach { posting, positions in
            let row = places[part][posting.row]
            guard row >= 0 else { return }
            encoder.append(Posting(row: Int(row), text: posting.text, title: posting.title), positions: positions)
        }
    }
}
