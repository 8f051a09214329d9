import Corpus

/// Collects the words of chunks and makes a ``TextSegment`` of them.
struct TextSegmentBuilder {
    private var segment = TextSegment()
    /// Folded words as they stand in texts: each is stemmed once.
    private var surfaces = ByteTable()
    private var termOfSurface: [Int32] = []
    private var terms = ByteTable()

    /// Postings in the order in which they came, and the term of each.
    private var postings: [Posting] = []
    private var termOfPosting: [Int32] = []

    /// How often each term stands in the row at hand.
    private var counts: [(text: Int32, title: Int32)] = []
    private var termsOfRow: [Int32] = []

    var rows: Int { segment.rows }
    var isFull: Bool {
        rows == TextSegment.rowCapacity || postings.count > TextSegment.postingCapacity / 2
    }

    /// Adds a chunk. O(length).
    mutating func append(key: ChunkKey, slot: Int32, title: String, text: String) {
        var length: UInt32 = 0
        Words.forEachFolded(in: text) {
            counts[count($0)].text += 1
            length += 1
        }
        Words.forEachFolded(in: title) { counts[count($0)].title += 1 }
        for term in termsOfRow {
            let (text, title) = counts[Int(term)]
            postings.append(Posting(row: rows, text: Int(text), title: Int(title)))
            termOfPosting.append(term)
            counts[Int(term)] = (0, 0)
        }
        termsOfRow.removeAll(keepingCapacity: true)
        segment.keys.append(key)
        segment.slots.append(slot)
        segment.lengths.append(length)
    }

    /// The term of a folded word, which the row at hand has from now on.
    private mutating func count(_ folded: UnsafeBufferPointer<UInt8>) -> Int {
        let term = term(of: folded)
        if counts[term] == (0, 0) { termsOfRow.append(Int32(term)) }
        return term
    }

    private mutating func term(of folded: UnsafeBufferPointer<UInt8>) -> Int {
        let surface = surfaces.number(of: folded)
        if surface.isNew {
            var stem = PorterStemmer.stem(String(decoding: folded, as: UTF8.self))
            let term = stem.withUTF8 { terms.number(of: $0) }
            if term.isNew { counts.append((0, 0)) }
            termOfSurface.append(Int32(term.number))
        }
        return Int(termOfSurface[surface.number])
    }

    /// What was collected, terms in the order of their bytes. O(terms × log terms + postings).
    func finish() -> TextSegment {
        let letters = terms.bytes
        let order = (0..<terms.count).sorted {
            TextSegment.compare(letters[terms[$0]], letters[terms[$1]]) < 0
        }
        var segment = segment
        var places = [UInt32](repeating: 0, count: terms.count)
        for term in termOfPosting { places[Int(term)] += 1 }
        var end: UInt32 = 0
        for term in order {
            segment.letters.append(contentsOf: letters[terms[term]])
            segment.letterEnds.append(UInt32(segment.letters.count))
            (places[term], end) = (end, end + places[term])
            segment.postingEnds.append(end)
        }
        segment.postings = [Posting](repeating: Posting(bits: 0), count: postings.count)
        for (posting, term) in zip(postings, termOfPosting) {
            segment.postings[Int(places[Int(term)])] = posting
            places[Int(term)] += 1
        }
        return segment
    }
}
