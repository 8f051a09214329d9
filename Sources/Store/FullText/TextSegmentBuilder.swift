import Corpus

/// Collects the words of chunks and makes a ``TextSegment`` of them.
struct TextSegmentBuilder {
    /// Rows that are collected at most.
    static let rowCapacity = 1 << 16

    private var columns = TextSegmentColumns()
    /// Folded words as they stand in texts: each is stemmed once.
    private var surfaces = ByteTable()
    private var termOfSurface: [Int32] = []
    private var terms = ByteTable()

    /// Postings in the order in which they came, the term of each, and where its positions end.
    private var postings: [Posting] = []
    private var termOfPosting: [Int32] = []
    private var positionEnds: [Int] = []
    private var positions: [UInt32] = []

    /// How often each term stands in the row at hand.
    private var counts: [(text: Int32, title: Int32)] = []
    private var termsOfRow: [Int32] = []
    /// The term of each word of the row at hand: first those of the text.
    private var words: [Int32] = []
    /// Of the row at hand: the places of its words term by term, and for each term where the next one goes.
    private var places: [UInt32] = []
    private var nextPlace: [Int32] = []

    var rows: Int { columns.keys.count }
    var isFull: Bool { rows == Self.rowCapacity || positions.count > TextSegment.byteCapacity / 16 }

    /// Adds a chunk. O(length).
    mutating func append(key: ChunkKey, slot: Int32, title: String, text: String) {
        words.removeAll(keepingCapacity: true)
        Words.forEachFolded(in: text) {
            let term = count($0)
            counts[term].text += 1
        }
        let length = words.count
        Words.forEachFolded(in: title) {
            let term = count($0)
            counts[term].title += 1
        }
        arrangePlaces(length)
        for term in termsOfRow { appendPosting(of: Int(term)) }
        termsOfRow.removeAll(keepingCapacity: true)
        columns.keys.append(key)
        columns.slots.append(slot)
        columns.lengths.append(UInt32(length))
    }

    /// The term of a folded word, which the row at hand has from now on.
    private mutating func count(_ folded: UnsafeBufferPointer<UInt8>) -> Int {
        let term = term(of: folded)
        if counts[term] == (0, 0) { termsOfRow.append(Int32(term)) }
        words.append(Int32(term))
        return term
    }

    private mutating func term(of folded: UnsafeBufferPointer<UInt8>) -> Int {
        let surface = surfaces.number(of: folded)
        if surface.isNew {
            let term = PorterStemmer.stem(utf8: folded).withUnsafeBufferPointer { terms.number(of: $0) }
            if term.isNew {
                counts.append((0, 0))
                nextPlace.append(0)
            }
            termOfSurface.append(Int32(term.number))
        }
        return Int(termOfSurface[surface.number])
    }

    /// Sorts the places of the row's words by term; those in its text, which is `length` words long, come first.
    private mutating func arrangePlaces(_ length: Int) {
        var start: Int32 = 0
        for term in termsOfRow {
            nextPlace[Int(term)] = start
            start += counts[Int(term)].text + counts[Int(term)].title
        }
        places.removeAll(keepingCapacity: true)
        places.append(contentsOf: repeatElement(0, count: words.count))
        for (place, term) in words.enumerated() {
            places[Int(nextPlace[Int(term)])] = UInt32(place < length ? place : place - length)
            nextPlace[Int(term)] += 1
        }
    }

    /// Of positions beyond what a posting counts, none is kept.
    private mutating func appendPosting(of term: Int) {
        let (text, title) = (Int(counts[term].text), Int(counts[term].title))
        let posting = Posting(row: rows, text: text, title: title)
        let end = Int(nextPlace[term])
        let titles = end - title
        appendPositions((titles - text)..<(titles - text + posting.text))
        appendPositions(titles..<(titles + posting.title))
        postings.append(posting)
        termOfPosting.append(Int32(term))
        positionEnds.append(positions.count)
        counts[term] = (0, 0)
    }

    private mutating func appendPositions(_ range: Range<Int>) {
        var last: UInt32 = 0
        for place in range {
            positions.append(places[place] - last)
            last = places[place]
        }
    }

    /// What was collected, terms in the order of their bytes. O(terms × log terms + postings).
    func finish() -> TextSegment {
        columns.lengths.withUnsafeBufferPointer { lengths in
            guard let lengths = lengths.baseAddress else { return TextSegment.of(columns) }
            return finish(lengths)
        }
    }

    private func finish(_ lengths: UnsafePointer<UInt32>) -> TextSegment {
        let (ends, sorted) = postingsByTerm()
        var columns = columns
        columns.meanLength = TextSegmentColumns.meanLength(columns.lengths)
        var encoder = PostingEncoder(columns, lengths: lengths)
        positions.withUnsafeBufferPointer { positions in
            for term in termsInOrder() {
                for index in sorted[(term == 0 ? 0 : ends[term - 1])..<ends[term]] {
                    let index = Int(index)
                    let start = index == 0 ? 0 : positionEnds[index - 1]
                    encoder.append(
                        postings[index],
                        positions: UnsafeBufferPointer(rebasing: positions[start..<positionEnds[index]]))
                }
                encoder.end(term: terms.bytes[terms[term]])
            }
        }
        return TextSegment.of(encoder.columns)
    }

    private func termsInOrder() -> [Int] {
        terms.bytes.withUnsafeBufferPointer { letters in
            (0..<terms.count).sorted {
                TextSegment.compare(
                    UnsafeBufferPointer(rebasing: letters[terms[$0]]), UnsafeBufferPointer(rebasing: letters[terms[$1]])
                )
                    < 0
            }
        }
    }

    /// The places of postings, term by term, and for each term where they end.
    private func postingsByTerm() -> (ends: [Int], places: [Int32]) {
        var ends = [Int](repeating: 0, count: terms.count)
        for term in termOfPosting { ends[Int(term)] += 1 }
        var sum = 0
        var next = ends.map { count in
            defer { sum += count }
            return sum
        }
        for term in ends.indices { ends[term] += next[term] }
        var places = [Int32](repeating: 0, count: postings.count)
        for (posting, term) in termOfPosting.enumerated() {
            places[next[Int(term)]] = Int32(posting)
            next[Int(term)] += 1
        }
        return (ends, places)
    }
}
