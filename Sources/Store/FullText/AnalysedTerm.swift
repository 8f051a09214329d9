import Corpus

/// A term as it was asked for, with the stems by which the index knows it.
struct AnalysedTerm {
    let term: String
    /// One as a rule. A term that is cut into several words stands where the text, or the title, has all of them; one
    /// that has no word stands nowhere.
    private(set) var stems: [[UInt8]]

    init(_ term: String) {
        self.term = term
        stems = []
        Words.forEachFolded(in: term) {
            stems.append(Array(PorterStemmer.stem(String(decoding: $0, as: UTF8.self)).utf8))
        }
    }
}

extension TextSegment {
    func postings(of term: AnalysedTerm) -> ArraySlice<Posting> {
        guard let first = term.stems.first else { return [] }
        return term.stems.dropFirst().reduce(postings(of: first)) { Self.common($0, postings(of: $1)) }
    }

    /// What two lists have in common, by row.
    private static func common(_ one: ArraySlice<Posting>, _ other: ArraySlice<Posting>) -> ArraySlice<Posting> {
        var joined: [Posting] = []
        var (i, j) = (one.startIndex, other.startIndex)
        while i < one.endIndex, j < other.endIndex {
            let (a, b) = (one[i], other[j])
            if a.row == b.row {
                let both = a.joined(with: b)
                if both.text + both.title > 0 { joined.append(both) }
            }
            if a.row <= b.row { i += 1 }
            if b.row <= a.row { j += 1 }
        }
        return joined[...]
    }
}
