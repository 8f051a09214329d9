import Corpus
import Embedding
import Store

/// A sentence that states figures: a claim that another report can bear out. One that denies, asks, or tells what
/// others say, states nothing.
struct StatedFigures {
    /// Numbers as the word cutter folds them, years left out: they date a claim and are not what it says.
    let figures: Set<String>
    /// Stems of its other words that carry meaning.
    let stems: Set<String>
    /// Those of them that are written as names are, the first word left out.
    let names: Set<String>
    let vector: QuantisedVector

    /// The cosine of two sentences from which on they may state one thing.
    private static let closeness: Float = 0.7
    /// Words that both must have: "26 days" alone may be said of anything.
    private static let sharedWords = 2

    /// Whether it states what `other` states: the same figures, of the same matter. Where each has a name that the other lacks,
    /// it may be of another person or another day.
    func states(_ other: StatedFigures) -> Bool {
        figures == other.figures && stems.intersection(other.stems).count >= Self.sharedWords
            && (names.isSubset(of: other.names) || other.names.isSubset(of: names))
            && vector.cosine(other.vector) >= Self.closeness
    }

    /// Of each sentence of a passage that has figures and a vector.
    static func all(in passage: StoredPassage) -> [StatedFigures] {
        let utf8 = passage.chunk.text.utf8
        let start = passage.chunk.span.bytes.lowerBound
        return zip(passage.chunk.sentences, passage.sentenceVectors).compactMap { sentence, vector in
            let (from, count) = (sentence.bytes.lowerBound - start, sentence.bytes.count)
            guard let lower = utf8.index(utf8.startIndex, offsetBy: from, limitedBy: utf8.endIndex),
                let upper = utf8.index(lower, offsetBy: count, limitedBy: utf8.endIndex)
            else { return nil }
            let text = passage.chunk.text[lower..<upper]
            let all = Words.words(in: text)
            let isReserved = all.contains { reserves.contains($0.folded) || $0.folded.hasSuffix("n't") }
            guard !isReserved, !text.contains("?") else { return nil }
            let words = all.filter { !$0.isStopWord }
            let figures = Set(words.filter { $0.isNumeric && !isYear($0) }.map(\.folded))
            guard !figures.isEmpty else { return nil }
            let stems = Set(words.filter { !$0.isNumeric }.map(\.stem))
            let names = Set(all.dropFirst().filter { $0.isCapitalised && !$0.isStopWord }.map(\.stem))
            return StatedFigures(figures: figures, stems: stems, names: names, vector: vector)
        }
    }

    /// Words of who does not say it in his own name, or says that it is not so.
    private static let reserves: Set<String> = Set(
        """
        no not never none nor nobody nothing without cannot deny denies denied false untrue wrong rumour rumor rumours
        alleged allegedly allege alleges claim claims claimed reported reportedly reports suggest suggests whether
        if would could might correction corrected
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    private static func isYear(_ word: Word) -> Bool {
        word.folded.utf8.count == 4 && Int(word.folded).map((1800...2200).contains) ?? false
    }
}

extension QuantisedVector {
    /// The cosine; 0 where the lengths differ, or one has none.
    func cosine(_ other: QuantisedVector) -> Float {
        guard codes.count == other.codes.count else { return 0 }
        var (shared, one, two): (Int32, Int32, Int32) = (0, 0, 0)
        for index in codes.indices {
            let (a, b) = (Int32(codes[index]), Int32(other.codes[index]))
            shared += a * b
            one += a * a
            two += b * b
        }
        let lengths = Float(one).squareRoot() * Float(two).squareRoot()
        return lengths > 0 ? Float(shared) / lengths : 0
    }
}
