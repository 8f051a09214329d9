import Store

/// How often each term of a question occurs in one passage: in its title, in its text, and in each sentence.
struct TermOccurrences: Sendable {
    /// Words of the passage.
    let length: Int
    let title: [UInt16]
    let text: [UInt16]
    /// Words of each sentence.
    let sentenceLengths: [Int]
    /// Counts of each sentence, one after the other.
    let sentences: [UInt16]

    /// `terms` are the question's, `count` of them. O(words).
    init(_ passage: PassageTerms, terms: TermPlaces, count: Int) {
        var title = [UInt16](repeating: 0, count: count)
        for stem in passage.title { if let term = terms[stem] { title[term] &+= 1 } }
        var text = [UInt16](repeating: 0, count: count)
        var sentences = [UInt16](repeating: 0, count: count * passage.sentenceEnds.count)
        var lengths: [Int] = []
        var start = 0
        for (sentence, end) in passage.sentenceEnds.enumerated() {
            for stem in passage.stems[start..<end] {
                guard let term = terms[stem] else { continue }
                text[term] &+= 1
                sentences[sentence * count + term] &+= 1
            }
            lengths.append(end - start)
            start = end
        }
        self.title = title
        self.text = text
        self.sentences = sentences
        sentenceLengths = lengths
        length = passage.stems.count
    }
}

/// Where a question's terms stand in it, by the hash of their stem; of equal ones the first.
struct TermPlaces: Sendable {
    private let places: [UInt32: Int]
    /// A bit for the low bits of each hash: nearly every word of a passage is none of the question's, which one look tells.
    private let filter: [UInt64]
    private static let bits: UInt32 = 4096

    init(_ hashes: [UInt32]) {
        places = Dictionary(zip(hashes, hashes.indices)) { first, _ in first }
        var filter = [UInt64](repeating: 0, count: Int(Self.bits) / 64)
        for hash in hashes {
            let bit = hash % Self.bits
            filter[Int(bit / 64)] |= 1 << UInt64(bit % 64)
        }
        self.filter = filter
    }

    var isEmpty: Bool { places.isEmpty }
    var count: Int { places.count }

    subscript(hash: UInt32) -> Int? {
        let bit = hash % Self.bits
        return filter[Int(bit / 64)] >> UInt64(bit % 64) & 1 == 0 ? nil : places[hash]
    }
}
