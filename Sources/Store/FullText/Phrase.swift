/// Words that stand in a row, in the text or in the title: a term of its own, with postings of its own.
struct Phrase {
    /// Those of its words, in the order of the words; at least one.
    private let words: [PostingList]

    init(_ words: [PostingList]) { self.words = words }

    /// Nil where no chunk has it. Reads the rows of its words' postings, as ``RowIntersection`` does, and the positions of those that
    /// all words have.
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
        let buffers = PostingBuffers(terms: 2 * words.count)
        let cursors = UnsafeMutableBufferPointer<PostingCursor>.allocate(capacity: words.count)
        defer { cursors.deallocate() }
        for (place, word) in words.enumerated() {
            cursors.initializeElement(at: place, to: PostingCursor(word, buffers.postings(place)))
        }
        withExtendedLifetime(buffers) {
            var readers = words.indices.map { PositionReader(words[$0], buffers.postings(words.count + $0)) }
            var common = RowIntersection(cursors, counts: words.map(\.count))
            let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: words.count * PostingBlocks.size)
            defer { numbers.deallocate() }
            var starts = TermPositions()
            var others = TermPositions()
            while common.range != nil {
                Self.read(&common, numbers)
                for place in 0..<common.count {
                    readers[0].read(numbers[place], into: &starts)
                    for word in 1..<readers.count where !starts.isEmpty {
                        readers[word].read(numbers[word * PostingBlocks.size + place], into: &others)
                        starts.keep(before: others, UInt32(word))
                    }
                    guard !starts.isEmpty else { continue }
                    body(
                        Posting(row: Int(common.rows[place]), text: starts.text.count, title: starts.title.count))
                }
            }
        }
    }

    /// Finds the rows of a block that have all words, and for each word the numbers of their postings, ``PostingBlocks/size``
    /// apart.
    private static func read(_ common: inout RowIntersection, _ numbers: UnsafeMutablePointer<UInt32>) {
        common.begin()
        for (depth, word) in common.order.enumerated() where common.count > 0 {
            if depth > 0 { common.keep(having: word) }
            let (count, places) = (common.count, common.places)
            for earlier in common.order[..<depth] {
                let numbers = numbers + earlier * PostingBlocks.size
                for place in 0..<count { numbers[place] = numbers[Int(places[place])] }
            }
            (numbers + word * PostingBlocks.size).update(from: common.numbers, count: count)
        }
    }
}
