public import Store

/// A passage that may become a hit, with what the indexes said of it.
public struct Candidate: Sendable {
    public let passage: StoredPassage
    /// BM25 by the full-text index; nil where it was not among its best.
    public let lexicalScore: Float?
}

/// All that the signals of one search may look at.
public struct CandidateSet: Sendable {
    public let question: String
    /// See ``QuestionTerms``.
    public let terms: [String]
    /// In the active space.
    public let questionVector: [Float]
    public let candidates: [Candidate]
}

/// One reason to rank a passage higher or lower: a number for each candidate.
///
/// A signal is one file, and one line in ``SignalCatalogue``.
public protocol RankingSignal: Sendable {
    /// Lower-case words with hyphens; shown in explanations.
    var name: String { get }
    /// A sentence that says what the number means.
    var summary: String { get }
    /// One value for each candidate, in their order; most signals stay in [0, 1].
    func values(for set: CandidateSet) -> [Float]
}

/// The signals, and how much each counts.
public struct SignalCatalogue: Sendable {
    public let entries: [(signal: any RankingSignal, weight: Float)]

    public init(_ entries: [(signal: any RankingSignal, weight: Float)]) { self.entries = entries }

    /// The weights were set by hand. `byline evaluate retrieval` measures what they are worth, in MRR@10 / MAP@10 /
    /// Hits@10 / Hits@4 / evidence recall@10: .619/.305/.878/.730/.564 on 237 questions of MultiHop-RAG with evidence (half
    /// of all of them), .770/.652/.989/.936/.940 on the 94 of the sample corpus.
    public static let standard = SignalCatalogue([
        (SimilaritySignal(), 0.35),
        (BestSentenceSignal(), 0.15),
        (LexicalSignal(), 0.40),
        (TitleSignal(), 0.10),
    ])

    /// Signals of each candidate, in the order of the catalogue.
    func explain(_ set: CandidateSet) -> [[Signal]] {
        let columns = entries.map { ($0.signal.name, $0.weight, $0.signal.values(for: set)) }
        return set.candidates.indices.map { row in
            columns.map { name, weight, values in Signal(name: name, value: values[row], weight: weight) }
        }
    }
}
