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

    /// `terms` maps the hash of a stem to its place among the question's terms. O(words).
    init(_ passage: PassageTerms, terms: [UInt32: Int], count: Int) {
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
