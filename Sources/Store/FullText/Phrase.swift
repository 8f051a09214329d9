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
            var (starts, others) = (TermPositions(), TermPositions())
            while cursors[rarest].block != nil {
                cursors[rarest].readBlock()
                for place in 0..<cursors[rarest].count {
                    let row = cursors[rarest].posting(place).row
                    guard Self.find(UInt32(row), &cursors, &starts, &others) else { continue }
                    body(Posting(row: row, text: starts.text.count, title: starts.title.count))
                }
                cursors[rarest].skipBlock()
            }
        }
    }

    /// Finds where the words stand in a row; false where they do not.
    private static func find(
        _ row: UInt32, _ cursors: inout [PostingCursor], _ starts: inout TermPositions, _ others: inout TermPositions
    ) -> Bool {
        for word in cursors.indices {
            guard cursors[word].find(row) else { return false }
        }
        cursors[0].readPositions(into: &starts)
        for word in 1..<cursors.count {
            cursors[word].readPositions(into: &others)
            starts.keep(before: others, UInt32(word))
            if starts.isEmpty { return false }
        }
        return true
    }
}
