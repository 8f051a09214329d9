/// Words that stand in a row, in the text or in the title: a term of its own, with postings of its own.
struct Phrase {
    /// Those of its words, in the order of the words; at least one.
    private let words: [PostingList]

    init(_ words: [PostingList]) { self.words = words }

    /// Nil where no chunk has it. O(postings of the rarest word × words × log postings).
    var list: PostingList? {
        let home = words[0].home
        guard let lengths = home.lengths.baseAddress else { return nil }
        var columns = TextSegmentColumns()
        columns.meanLength = home.meanLength
        var encoder = PostingEncoder(columns, lengths: lengths)
        forEachPosting { encoder.append($0, positions: UnsafeBufferPointer(start: nil, count: 0)) }
        encoder.end(term: [])
        let own = TextSegment.of(encoder.columns)
        return own.terms == 0 ? nil : PostingList(own, term: 0, of: home)
    }

    private func forEachPosting(_ body: (Posting) -> Void) {
        let rarest = words.indices.min { words[$0].count < words[$1].count } ?? 0
        let buffers = PostingBuffers(terms: words.count)
        withExtendedLifetime(buffers) {
            var cursors = words.indices.map { PostingCursor(words[$0], buffers.postings($0)) }
            words[rarest].forEach { posting, _ in
                let row = UInt32(posting.row)
                for word in cursors.indices {
                    guard cursors[word].find(row) else { return }
                }
                let positions = cursors.map { $0.foundPositions() }
                let text = Self.runs(positions.map(\.text))
                let title = Self.runs(positions.map(\.title))
                if text + title > 0 { body(Posting(row: posting.row, text: text, title: title)) }
            }
        }
    }

    /// How often the words stand in a row, each by its positions.
    private static func runs(_ positions: [[UInt32]]) -> Int {
        positions[0].count { start in
            positions.enumerated().dropFirst().allSatisfy { offset, places in
                contains(places, start &+ UInt32(offset))
            }
        }
    }

    /// Whether an ascending list has a number.
    private static func contains(_ numbers: [UInt32], _ number: UInt32) -> Bool {
        var (low, high) = (0, numbers.count)
        while low < high {
            let middle = (low + high) / 2
            if numbers[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < numbers.count && numbers[low] == number
    }
}
