/// One reason to rank a passage higher or lower: a number for each candidate.
///
/// A signal is one file, and one line in ``SignalCatalogue``.
public protocol RankingSignal: Sendable {
    /// Lower-case words with hyphens; shown in explanations.
    var name: String { get }
    /// A sentence that says what the number means.
    var summary: String { get }
    /// One value for each candidate, in their order; in [0, 1], or in [-1, 1] where it may speak against a passage.
    func values(for set: CandidateSet) -> [Float]
}

/// The signals, and how much each counts.
public struct SignalCatalogue: Sendable {
    public let entries: [(signal: any RankingSignal, weight: Float)]

    public init(_ entries: [(signal: any RankingSignal, weight: Float)]) { self.entries = entries }

    /// Set by hand on one half of MultiHop-RAG and on the sample corpus; the decision record "Ranking" has what each is
    /// worth, measured by `byline evaluate retrieval`.
    public static let standard = SignalCatalogue([
        (SimilaritySignal(), 0.20),
        (BestSentenceSignal(), 0.20),
        (LexicalSignal(), 0.15),
        (LexicalSentenceSignal(), 0.05),
        (TitleSignal(), 0.025),
        (ClauseSignal(), 0.60),
        (NamedSourceSignal(), 0.10),
        (NamedTimeSignal(), 0.15),
        (RecencySignal(), 0.60),
        (CorrectionSignal(), 0.02),
    ])

    /// The same with what a reranker says, unless it is there already.
    ///
    /// The weight lets a passage that surely answers stand above one that surely does not, unless all else speaks
    /// against it; `evaluate tune` can fit it to a model.
    func reranked() -> SignalCatalogue {
        entries.contains { $0.signal.name == RerankerSignal.name }
            ? self : SignalCatalogue(entries + [(RerankerSignal(), 0.5)])
    }

    /// ``standard`` with the signal of a reranker.
    public static let withReranker = standard.reranked()

    /// What each signal says of each candidate.
    func measure(_ set: CandidateSet) -> SignalTable {
        SignalTable(columns: entries.map { ($0.signal.name, $0.weight, $0.signal.values(for: set)) })
    }
}
