import Corpus
import Foundation
public import Retrieval
public import Store

/// What a question asks for, as a search reads it: the clauses that each state a fact, with the words that must be found and how
/// much each of them says.
public struct SoughtMatter: Sendable {
    /// A thing that evidence must speak of.
    public struct Clause: Sendable {
        public let text: String
        /// In the space of the evidence.
        public let vector: [Float]
        /// Outlets that are asked for by name, in lower case; empty where any will do.
        public let outlets: Set<String>
        /// How much each stem says: rare in the corpus says much. The sum is 1, but for a clause without words.
        let weights: [(stem: String, share: Float)]
    }

    /// The question as one thing.
    public let whole: Clause
    /// Its clauses; the whole alone where it is of one piece.
    public let clauses: [Clause]
    /// Outlets that are asked for and of which the corpus has nothing, as the question writes them.
    public let absentOutlets: [String]
    /// Asks how things stand: what is newer answers better.
    public let asksForNow: Bool

    /// Every word counts the same. Without clauses, the whole question is one.
    init(
        clauses: [WritingTask.Part] = [], whole: WritingTask.Part, absentOutlets: [String] = [],
        asksForNow: Bool = false
    ) {
        self.whole = Self.clause(whole)
        self.clauses = clauses.isEmpty ? [self.whole] : clauses.map(Self.clause)
        self.absentOutlets = absentOutlets
        self.asksForNow = asksForNow
    }

    private static func clause(_ part: WritingTask.Part) -> Clause {
        let words = Words.words(in: part.question).filter { !$0.isStopWord }
        return Clause(
            text: part.question, vector: part.vector, outlets: [], weights: shares(words.map { ($0.stem, 1) }))
    }

    /// `clauseVectors` holds one for each clause of `search`.
    public init(
        whole: WritingTask.Part, search: SearchPlan, statistics: TermStatistics, clauseVectors: [[Float]]
    ) {
        func weights(_ terms: [SearchPlan.Term]) -> [(stem: String, share: Float)] {
            Self.shares(terms.map { (Stemmer.stem($0.word), $0.weight * Self.rarity(of: $0.word, statistics)) })
        }
        // An outlet is looked up, not read: its name need not stand in its article.
        let outletStems = Set(search.outlets.flatMap { Words.words(in: $0).map(\.stem) })
        let terms = search.terms.filter { !outletStems.contains(Stemmer.stem($0.word)) }
        self.whole = Clause(
            text: whole.question, vector: whole.vector, outlets: search.outlets,
            weights: weights(terms.isEmpty ? search.terms : terms))
        let clauses = zip(search.clauses, clauseVectors).filter { !$0.0.terms.isEmpty }.map { clause, vector in
            Clause(text: clause.text, vector: vector, outlets: clause.outlets, weights: weights(clause.terms))
        }
        self.clauses = clauses.isEmpty ? [self.whole] : clauses
        absentOutlets = search.absentOutlets
        asksForNow = search.asksForNow
    }

    /// Inverse document frequency as BM25 has it; 1 where nothing is known of the corpus.
    private static func rarity(of word: String, _ statistics: TermStatistics) -> Float {
        guard statistics.chunks > 0 else { return 1 }
        let chunks = Float(statistics.chunks)
        let frequency = min(Float(statistics.frequencies[word] ?? 0), chunks)
        return log1p((chunks - frequency + 0.5) / (frequency + 0.5))
    }

    /// The weightiest first.
    private static func shares(_ weights: [(String, Float)]) -> [(stem: String, share: Float)] {
        let each = Dictionary(weights, uniquingKeysWith: max)
        // In one order, so that the same question gives the same bits.
        let sorted = each.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let total = max(sorted.reduce(0) { $0 + $1.value }, .leastNormalMagnitude)
        return sorted.map { (stem: $0.key, share: $0.value / total) }
    }
}

extension SoughtMatter.Clause {
    /// How much each of its stems says.
    var rarity: [String: Float] { Dictionary(weights.map { ($0.stem, $0.share) }, uniquingKeysWith: max) }

    /// Its words, as texts are asked for them.
    func terms(in found: FoundWords) -> SoughtTerms {
        SoughtTerms(weights: weights.map { (found.term($0.stem), $0.share) })
    }
}

/// The words of a thing that is sought, looked up once for all texts.
struct SoughtTerms: Sendable {
    fileprivate let weights: [(term: WordLikeness.Term, share: Float)]

    /// The share of what they say that `share` finds of each; `share` is from 0 to 1.
    func coverage(_ share: (WordLikeness.Term) -> Float) -> Float {
        weights.reduce(0) { $0 + $1.share * share($1.term) }
    }
}
