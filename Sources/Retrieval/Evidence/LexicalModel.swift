import Foundation
import Store

/// BM25 (Robertson and Zaragoza, 2009) of passages and of their sentences, over the statistics of the corpus as the search's
/// moment sees it: Σ weight · idf · tf · (k1 + 1) ÷ (tf + k1 · (1 − b + b · length ÷ mean length)).
struct LexicalModel: Sendable {
    private static let k1: Float = 0.9
    private static let b: Float = 0.5
    /// A word in the title counts as much as this many in the text.
    private static let titleWeight: Float = 1.5

    /// Of each term of the question.
    let inverseFrequencies: [Float]
    let averageLength: Float
    let averageSentenceLength: Float

    init(terms: [SearchPlan.Term], statistics: TermStatistics, occurrences: [TermOccurrences]) {
        let chunks = Float(max(statistics.chunks, 1))
        inverseFrequencies = terms.map { term in
            let frequency = min(Float(statistics.frequencies[term.word] ?? 0), chunks)
            return log1p((chunks - frequency + 0.5) / (frequency + 0.5))
        }
        averageLength = max(statistics.averageLength, 1)
        let sentences = occurrences.reduce(0) { $0 + $1.sentenceLengths.count }
        averageSentenceLength = max(1, Float(occurrences.reduce(0) { $0 + $1.length }) / Float(max(sentences, 1)))
    }

    /// BM25 of title and text together. `weights` holds one for each term of the question, 0 for those to be left out.
    func passage(_ occurrences: TermOccurrences, _ weights: [Float]) -> Float {
        let norm = Self.norm(Float(occurrences.length) / averageLength)
        return sum(weights, norm: norm) {
            Float(occurrences.text[$0]) + Self.titleWeight * Float(occurrences.title[$0])
        }
    }

    /// BM25 of the best sentence.
    func bestSentence(_ occurrences: TermOccurrences, _ weights: [Float]) -> Float {
        occurrences.sentenceLengths.indices.reduce(0) { best, sentence in
            let norm = Self.norm(Float(occurrences.sentenceLengths[sentence]) / averageSentenceLength)
            let start = sentence * weights.count
            return max(best, sum(weights, norm: norm) { Float(occurrences.sentences[start + $0]) })
        }
    }

    private static func norm(_ relativeLength: Float) -> Float { k1 * (1 - b + b * relativeLength) }

    private func sum(_ weights: [Float], norm: Float, _ frequency: (Int) -> Float) -> Float {
        var score: Float = 0
        for term in weights.indices where weights[term] > 0 {
            let frequency = frequency(term)
            if frequency > 0 {
                score += weights[term] * inverseFrequencies[term] * frequency * (Self.k1 + 1) / (frequency + norm)
            }
        }
        return score
    }
}
