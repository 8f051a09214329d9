import Foundation
import Matrix

/// Okapi BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) over two fields, joined before
/// saturation as BM25F joins them:
///
///     score = Σ idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length / averageLength))
///     tf    = times in the text + titleWeight · times in the title
///     idf   = ln(1 + (N − df + ½) / (df + ½))
///
/// `length` counts the words of the text alone. This idf is never negative, so that a word that is everywhere still
/// counts a little. N, df and averageLength are those of ``TermStatistics``.
struct BM25 {
    static let k1: Float = 1.2
    static let b: Float = 0.75
    static let titleWeight: Float = 2

    let chunks: Int
    let averageLength: Float

    init(_ statistics: TermStatistics) {
        chunks = statistics.chunks
        averageLength = statistics.averageLength
    }

    /// What a term of this frequency adds at most: idf · (k1 + 1).
    func weight(frequency: Int) -> Float {
        let (count, frequency) = (Double(chunks), Double(frequency))
        return Float(log(1 + (count - frequency + 0.5) / (frequency + 0.5))) * (Self.k1 + 1)
    }

    /// How postings of a term of this weight are scored.
    func scoring(weight: Float) -> PostingScoring {
        // Where all texts are empty, each has the mean length.
        guard averageLength > 0 else {
            return PostingScoring(weight: weight, base: Self.k1, slope: 0, titleWeight: Self.titleWeight)
        }
        return Self.scoring(weight: weight, inverseLength: 1 / averageLength)
    }

    /// The same for one over a mean length.
    static func scoring(weight: Float, inverseLength: Float) -> PostingScoring {
        PostingScoring(weight: weight, base: k1 * (1 - b), slope: k1 * b * inverseLength, titleWeight: titleWeight)
    }
}
