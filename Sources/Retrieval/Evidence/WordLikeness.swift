public import Corpus
public import Embedding
import Matrix

/// Which words of the evidence can stand for a question's: a reader who asks for "folks" is answered by "people".
///
/// Names and figures stand for themselves alone.
public struct WordLikeness: Sendable {
    /// For each stem of the evidence, stems of the questions that it comes close to, with how far it stands for each, from 0 to 1.
    private var substitutes: [String: [(asked: String, share: Float)]] = [:]
    /// Stems of the questions that some stem of the evidence stands for.
    private var substituted: Set<String> = []

    /// Without `vectors`, nothing stands for anything else. O(words of the questions × distinct words of the evidence × dimension).
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
                guard share > 0 else { continue }
                substitutes[other, default: []].append((stem, share))
                substituted.insert(stem)
            }
        }
    }

    /// The words of a text: how far it has a stem of the question.
    public struct Found: Sendable {
        private let stems: Set<String>
        private let substituted: [String: Float]

        fileprivate init(stems: Set<String>, substituted: [String: Float]) {
            self.stems = stems
            self.substituted = substituted
        }

        /// 1 for the stem itself, less for one that can stand for it, else 0.
        public func share(of stem: String) -> Float { stems.contains(stem) ? 1 : substituted[stem] ?? 0 }
    }

    /// What a text of such stems has; made once, since every term of every question asks it. O(stems).
    public func found(in stems: Set<String>) -> Found {
        var found: [String: Float] = [:]
        if !substitutes.isEmpty {
            for stem in stems {
                for (asked, share) in substitutes[stem] ?? [] where share > found[asked] ?? 0 { found[asked] = share }
            }
        }
        return Found(stems: stems, substituted: found)
    }

    /// Whether some word of the evidence stands for it.
    public func hasSubstitute(for stem: String) -> Bool { substituted.contains(stem) }

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
