/// Joins segments into one, leaving out what is not kept.
struct TextSegmentJoin {
    private let parts: [TextSegment]
    /// For each row of each part, its row in the whole; -1 where it is left out.
    private var places: [[Int32]] = []
    private var whole = TextSegment()

    /// Every row of two segments, in their order; `slots` stay as they are.
    static func join(_ one: TextSegment, _ other: TextSegment) -> TextSegment {
        TextSegmentJoin([one, other]) { $0 }.joined()
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
                rows.append(Int32(whole.rows))
                whole.keys.append(part.keys[row])
                whole.slots.append(slot)
                whole.lengths.append(part.lengths[row])
            }
            places.append(rows)
        }
    }

    /// O(postings): a step for each term of each part, in the order of their bytes.
    private consuming func joined() -> TextSegment {
        whole.postings.reserveCapacity(parts.reduce(0) { $0 + $1.postings.count })
        var next = [Int](repeating: 0, count: parts.count)
        while let least = leastTerm(next) {
            let before = whole.postings.count
            for part in parts.indices where next[part] < parts[part].terms {
                let range = parts[part].letters(of: next[part])
                guard parts[part].letters[range].elementsEqual(least) else { continue }
                appendPostings(of: next[part], of: part)
                next[part] += 1
            }
            // A term that only rows had which are left out is gone with them.
            guard whole.postings.count > before else { continue }
            whole.letters.append(contentsOf: least)
            whole.letterEnds.append(UInt32(whole.letters.count))
            whole.postingEnds.append(UInt32(whole.postings.count))
        }
        return whole
    }

    private func leastTerm(_ next: [Int]) -> ArraySlice<UInt8>? {
        var least: ArraySlice<UInt8>?
        for (part, term) in zip(parts, next) where term < part.terms {
            let letters = part.letters[part.letters(of: term)]
            if let known = least, TextSegment.compare(known, letters) <= 0 { continue }
            least = letters
        }
        return least
    }

    private mutating func appendPostings(of term: Int, of part: Int) {
        for posting in parts[part].postings[parts[part].postings(of: term)] {
            let row = places[part][posting.row]
            if row >= 0 { whole.postings.append(posting.moved(to: Int(row))) }
        }
    }
}
