import Corpus

/// A term as it was asked for, with the stems by which the index knows it.
struct AnalysedTerm {
    /// One as a rule. A term that is cut into several words is a phrase; one that has no word stands nowhere.
    private(set) var stems: [[UInt8]] = []
    /// The stems with spaces between them: the same for all terms that have the same.
    private(set) var key: [UInt8] = []

    init(_ term: String) {
        Words.forEachFolded(in: term) {
            let stem = PorterStemmer.stem(utf8: $0)
            key = stems.isEmpty ? stem : key + [UInt8(ascii: " ")] + stem
            stems.append(stem)
        }
    }
}

extension TextSegment {
    /// The postings of a term; nil where no chunk has it. O(log terms), for a phrase also the postings of its rarest word.
    func list(of term: AnalysedTerm) -> PostingList? {
        var lists: [PostingList] = []
        for stem in term.stems {
            guard let number = number(of: stem) else { return nil }
            lists.append(PostingList(self, term: number))
        }
        return lists.count > 1 ? Phrase(lists).list : lists.first
    }

    /// All of them.
    func postings(of term: AnalysedTerm) -> [Posting] { list(of: term)?.postings ?? [] }
}
