public import Store

/// All that the signals of one search may look at.
public struct CandidateSet: Sendable {
    public let plan: SearchPlan
    /// In the active space.
    public let questionVector: [Float]
    public let candidates: [StoredPassage]
    let words: WordMatches
    /// What a ``PassageReranker`` said of each candidate; nil where there is none, or before it was asked.
    var readings: [Float]?

    init(
        plan: SearchPlan, questionVector: [Float], candidates: [StoredPassage], statistics: TermStatistics,
        cache: PassageTermsCache
    ) {
        self.plan = plan
        self.questionVector = questionVector
        self.candidates = candidates
        words = WordMatches(
            plan: plan, passages: candidates, terms: cache.terms(of: candidates), statistics: statistics)
    }
}
