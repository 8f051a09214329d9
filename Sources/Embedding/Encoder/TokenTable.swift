import Corpus
import Matrix
import Synchronization

/// The words of a model of the BERT family by the table that its encoder starts from.
///
/// The rows of MiniLM's table are trained with the rest of it, and tell words of one meaning from others well: of two words at random
/// the cosine is below 0.19 for 99 of 100, while `bought` and `purchased` have 0.83, `postponed` and `delayed` 0.59, `people` and
/// `folks` 0.44. Opposites are close too (`accepted` and `rejected` 0.44): it says what a word is about, not what it claims.
/// Costs some microseconds a word, where encoding one costs a thousand; those of recent words are kept, since the evidence of one question has
/// some nine hundred, mostly the same ones as that of the last.
final class TokenTable: WordVectors {
    private let rows: TensorFloats
    private let columns: Int
    private let tokenizer: WordPiece
    /// See ``mean``.
    private let knownMean = Mutex<[Float]?>(nil)
    private let recent = Mutex(RecentValues<String, [Float]>(capacity: capacity))
    /// Some 1.6 kB each, twice as many at most.
    private static let capacity = 8192

    init(_ rows: TensorFloats, columns: Int, tokenizer: WordPiece) {
        self.rows = rows
        self.columns = columns
        self.tokenizer = tokenizer
    }

    /// The mean of the word's pieces. O(pieces × dimension).
    func vector(of word: String) -> [Float]? {
        if let known = recent.withLock({ $0[word] }) { return known }
        let tokens = tokenizer.encode(word).filter { $0.id != tokenizer.unk }
        guard !tokens.isEmpty else { return nil }
        var vector = mean.map { -$0 * Float(tokens.count) }
        for token in tokens {
            let row = rows.base + Int(token.id) * columns
            for column in 0..<columns { vector[column] += row[column] }
        }
        Kernels.best.normalise(&vector)
        recent.withLock { $0.keep(vector, for: word) }
        return vector
    }

    /// What all rows have in common, which would make all words look alike. Made when it is first wanted: who only encodes need
    /// not read the table.
    private var mean: [Float] {
        knownMean.withLock { known in
            if let known { return known }
            let sample = Swift.stride(from: 0, to: rows.count / columns, by: Self.stride)
            var mean = [Float](repeating: 0, count: columns)
            var count: Float = 0
            for row in sample {
                for column in 0..<columns { mean[column] += rows.base[row * columns + column] }
                count += 1
            }
            mean = mean.map { $0 / count }
            known = mean
            return mean
        }
    }

    /// One row in so many is read for the mean.
    private static let stride = 16
}
