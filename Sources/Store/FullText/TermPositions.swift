/// Where a term stands in the text of a chunk, and in its title: numbers of words, ascending.
struct TermPositions: ~Copyable {
    var text = Field()
    var title = Field()

    var isEmpty: Bool { text.count == 0 && title.count == 0 }

    /// Keeps those that are `distance` words before one of another term's.
    mutating func keep(before other: borrowing TermPositions, _ distance: UInt32) {
        text.keep(before: other.text, distance)
        title.keep(before: other.title, distance)
    }

    /// Up to ``Posting/largestCount`` numbers.
    struct Field: ~Copyable {
        private let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: Posting.largestCount)
        private(set) var count = 0

        deinit { numbers.deallocate() }

        /// Reads `count` positions from the `start`-th of a block on.
        @inline(__always)
        mutating func read(_ positions: BlockPositions, from start: Int, _ count: Int) {
            self.count = positions.read(start, min(count, Posting.largestCount), into: numbers)
        }

        @inline(__always)
        mutating func keep(before other: borrowing Field, _ distance: UInt32) {
            var (kept, next) = (0, 0)
            for place in 0..<count {
                let wanted = numbers[place] &+ distance
                while next < other.count, other.numbers[next] < wanted { next += 1 }
                guard next < other.count else { break }
                guard other.numbers[next] == wanted else { continue }
                numbers[kept] = numbers[place]
                kept += 1
            }
            count = kept
        }
    }
}
