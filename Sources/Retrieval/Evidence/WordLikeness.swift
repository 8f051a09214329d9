public import Corpus
public import Embedding
import Matrix

/// Which words of the evidence can stand for a question's: a reader who asks for "folks" is answered by "people".
///
/// Names and figures stand for themselves alone.
public struct WordLikeness: Sendable {
    /// For each stem of the question, stems of the evidence that come close, with how far each stands for it, from 0 to 1.
    private var substitutes: [String: [String: Float]] = [:]

    /// Nothing stands for anything else.
    public static let none = WordLikeness()

    private init() {}

    /// O(words of the questions × distinct words of the evidence × dimension).
    public init(questions: [String], evidence: [[Word]], by vectors: (any WordVectors)?) {
        guard let vectors else { return }
        var asked: [String: String] = [:]
        for word in questions.lazy.flatMap({ Words.words(in: $0) }) where Self.isOrdinary(word) && !word.isCapitalised {
            asked[word.stem] = word.folded
        }
        var known: [String: String] = [:]
        for sentence in evidence {
            for (place, word) in sentence.enumerated()
            where Self.isOrdinary(word) && (place == 0 || !word.isCapitalised) {
                known[word.stem] = word.folded
            }
        }
        let terms = known.compactMap { stem, word in vectors.vector(of: word).map { (stem, $0) } }
        for (stem, word) in asked {
            guard let vector = vectors.vector(of: word) else { continue }
            for (other, candidate) in terms where other != stem {
                let share = Self.share(Kernels.best.dot(vector, candidate))
                if share > 0 { substitutes[stem, default: [:]][other] = share }
            }
        }
    }

    /// How far `stems` have a stem of the question: 1 for the stem itself, less for one that can stand for it.
    public func share(of stem: String, in stems: Set<String>) -> Float {
        if stems.contains(stem) { return 1 }
        guard let others = substitutes[stem] else { return 0 }
        return others.reduce(0) { stems.contains($1.key) ? max($0, $1.value) : $0 }
    }

    /// Whether some word of the evidence stands for it.
    public func hasSubstitute(for stem: String) -> Bool { substitutes[stem] != nil }

    private static func isOrdinary(_ word: Word) -> Bool { !word.isStopWord && !word.isNumeric }

    /// Nothing below ``leastCosine``: of two words at random one pair in two thousand comes as close.
    private static func share(_ cosine: Float) -> Float {
        cosine < leastCosine ? 0 : min(most, (cosine - 0.2) * 2)
    }

    /// Chosen with the other two numbers on the sample corpus: see the decision record "Words that stand for others".
    private static let leastCosine: Float = 0.35
    /// No other word says quite the same.
    private static let most: Float = 0.8
}
