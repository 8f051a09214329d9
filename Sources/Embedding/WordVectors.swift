import Corpus
import Matrix

/// Vectors of single words out of any context: words that can stand for each other lie close together.
public protocol WordVectors: Sendable {
    /// Of length 1; nil for a text of which the vocabulary has no piece.
    func vector(of word: String) -> [Float]?
}

/// The words of a model of the BERT family by the table that its encoder starts from.
///
/// The rows of MiniLM's table are trained with the rest of it, and tell words of one meaning from others well: of two words at random
/// the cosine is below 0.19 for 99 of 100, while `bought` and `purchased` have 0.83, `postponed` and `delayed` 0.59, `people` and
/// `folks` 0.44. Opposites are close too (`accepted` and `rejected` 0.44): it says what a word is about, not what it claims.
/// Costs a microsecond a word, where encoding one costs a thousand.
public struct TokenTable: WordVectors {
    private let table: TensorFloats
    private let columns: Int
    /// What all rows have in common: it would make all words look alike.
    private let mean: [Float]
    private let tokenizer: WordPiece

    /// Reads one row in ``stride`` for the mean.
    init(_ table: TensorFloats, columns: Int, tokenizer: WordPiece) {
        self.table = table
        self.columns = columns
        self.tokenizer = tokenizer
        var mean = [Float](repeating: 0, count: columns)
        let rows = Swift.stride(from: 0, to: table.count / columns, by: Self.stride)
        for row in rows {
            for column in 0..<columns { mean[column] += table.base[row * columns + column] }
        }
        let share = 1 / Float(max(1, Array(rows).count))
        self.mean = mean.map { $0 * share }
    }

    /// The mean of the word's pieces. O(pieces × dimension).
    public func vector(of word: String) -> [Float]? {
        let tokens = tokenizer.encode(word).filter { $0.id != tokenizer.unk }
        guard !tokens.isEmpty else { return nil }
        var vector = [Float](repeating: 0, count: columns)
        for token in tokens {
            let row = table.base + Int(token.id) * columns
            for column in 0..<columns { vector[column] += row[column] - mean[column] }
        }
        Kernels.best.normalise(&vector)
        return vector
    }

    private static let stride = 16
}
