public import Store

/// All that the signals of one search may look at.
public struct CandidateSet: Sendable {
    public let plan: SearchPlan
    /// In the active space.
    public let questionVector: [Float]
    public let candidates: [StoredPassage]
    let words: WordMatches
    /// What corrections say of each candidate, -1 to 1.
    let corrections: [Float]
    /// What a ``PassageReranker`` said of each candidate; nil where there is none, or before it was asked.
    var readings: [Float]?

    init(
        plan: SearchPlan, questionVector: [Float], candidates: [StoredPassage], statistics: TermStatistics,
        cache: PassageTermsCache, corrections: Corrections
    ) {
        self.plan = plan
        self.questionVector = questionVector
        self.candidates = candidates
        let terms = cache.terms(of: candidates)
        words = WordMatches(plan: plan, passages: candidates, terms: terms, statistics: statistics)
        self.corrections = corrections.values(of: candidates, terms, question: questionVector)
    }
}
