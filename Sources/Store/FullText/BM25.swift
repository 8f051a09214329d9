import Foundation

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

    /// The second summand below the fraction's line.
    func saturation(length: UInt32) -> Float {
        let share = averageLength > 0 ? Float(length) / averageLength : 1
        return Self.k1 * (1 - Self.b + Self.b * share)
    }

    /// A posting's share of its term's weight, below 1.
    @inline(__always)
    static func share(_ posting: Posting, saturation: Float) -> Float {
        let frequency = Float(posting.text) + titleWeight * Float(posting.title)
        return frequency / (frequency + saturation)
    }
}
