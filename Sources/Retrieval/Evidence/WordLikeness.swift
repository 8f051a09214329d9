public import Corpus
public import Embedding
import Matrix

/// Which words of the evidence can stand for a question's: a reader who asks for "folks" is answered by "people".
///
/// Names and figures stand for themselves alone.
public struct WordLikeness: Sendable {
    /// A stem that texts are asked for, looked up once for all of them.
    public struct Term: Sendable {
        public let stem: String
        /// Among the stems of the questions; nil where no question has it.
        let column: Int?
    }

    /// The stems of the questions, in order.
    private var columns: [String: Int] = [:]
    /// For each stem that a text may have, the columns that it stands for, with how far it does, from 0 to 1.
    private var entries: [String: [(column: Int, share: Float)]] = [:]
    /// Stems of the questions that some other stem of the evidence stands for.
    private var substituted: Set<String> = []

    /// Without `vectors`, nothing stands for anything else. O(words of the questions × distinct words of the evidence × dimension).
    ///
    /// - Parameter evidence: for each of its texts, what ``ordinaryWords(of:)`` gives.
    public init(questions: [String], evidence: [OrdinaryWords], by vectors: (any WordVectors)?) {
        let words = questions.flatMap { Words.words(in: $0) }
        for word in words where columns[word.stem] == nil {
            entries[word.stem] = [(columns.count, 1)]
            columns[word.stem] = columns.count
        }
        guard let vectors else { return }
        var asked: [String: String] = [:]
        for word in words where Self.isOrdinary(word) && !word.isCapitalised { asked[word.stem] = word.folded }
        let known = asked.compactMap { stem, word in vectors.vector(of: word).map { (stem: stem, vector: $0) } }
        guard !known.isEmpty else { return }
        compare(known, with: evidence.reduce(into: [:]) { $0.merge($1.forms) { $1 } }, by: vectors)
    }

    /// Vectors of the questions' words lie together, so that they stay in the first cache while those of the evidence pass by.
    private mutating func compare(
        _ asked: [(stem: String, vector: [Float])], with evidence: [String: String], by vectors: any WordVectors
    ) {
        let table = asked.flatMap(\.vector)
        let kernels = Kernels.best
        var cosines = [Float](repeating: 0, count: asked.count)
        for (stem, word) in evidence {
            guard let vector = vectors.vector(of: word) else { continue }
            vector.withUnsafeBufferPointer { vector in
                table.withUnsafeBufferPointer { table in
                    cosines.withUnsafeMutableBufferPointer { kernels.dot(vector, rows: table, into: $0) }
                }
            }
            for (question, cosine) in zip(asked, cosines) where question.stem != stem {
                let share = Self.share(cosine)
                guard share > 0, let column = columns[question.stem] else { continue }
                entries[stem, default: []].append((column, share))
                substituted.insert(question.stem)
            }
        }
    }

    /// The words of a text that others can stand for, by their stems: no names, figures or grammar words.
    public struct OrdinaryWords: Sendable {
        fileprivate let forms: [String: String]
    }

    /// Those of a text of such sentences. A capital says something only behind a sentence's first word. O(words).
    public static func ordinaryWords(of sentences: some Sequence<[Word]>) -> OrdinaryWords {
        var forms: [String: String] = [:]
        for sentence in sentences {
            for (place, word) in sentence.enumerated()
            where isOrdinary(word) && (place == 0 || !word.isCapitalised) {
                forms[word.stem] = word.folded
            }
        }
        return OrdinaryWords(forms: forms)
    }

    /// The words of a text: how far it has a stem of the question.
    public struct Found: Sendable {
        private let stems: Set<String>
        private let shares: [Float]

        fileprivate init(stems: Set<String>, shares: [Float]) {
            self.stems = stems
            self.shares = shares
        }

        /// 1 for the stem itself, less for one that can stand for it, else 0.
        public func share(of term: Term) -> Float {
            if let column = term.column { return shares[column] }
            return has(term) ? 1 : 0
        }

        /// Whether the stem itself is there.
        public func has(_ term: Term) -> Bool {
            if let column = term.column { return shares[column] == 1 }
            return stems.contains(term.stem)
        }
    }

    /// A stem, as texts are asked for it.
    public func term(_ stem: String) -> Term { Term(stem: stem, column: columns[stem]) }

    /// What a text of such stems has; made once, since every term of every question asks it. O(stems).
    public func found(in stems: Set<String>) -> Found {
        var shares = [Float](repeating: 0, count: columns.count)
        for stem in stems {
            for (column, share) in entries[stem] ?? [] { shares[column] = max(shares[column], share) }
        }
        return Found(stems: stems, shares: shares)
    }

    /// How far a stem of a text stands for one of a question, from 0 to 1. O(columns that it stands for).
    public func share(of term: Term, for stem: String) -> Float {
        guard let column = term.column else { return term.stem == stem ? 1 : 0 }
        return entries[stem]?.first { $0.column == column }?.share ?? 0
    }

    /// Whether some word of the evidence stands for it.
    public func hasSubstitute(for term: Term) -> Bool { substituted.contains(term.stem) }

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
