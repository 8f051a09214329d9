/// How sure an answer may be of itself.
///
/// Of an answer: the chance that it is right, by a logistic regression over what was measured of its evidence. Of an abstention:
/// the chance that the corpus does not say. Both are fitted to questions whose answers are known; see ``SufficiencyModel``.
enum AnswerConfidence {
    /// In [0, 1]; 0 where nothing was looked for, so that nothing is known of what the corpus says.
    static func confidence(of status: Answer.Status, _ assessment: EvidenceAssessment?) -> Double {
        guard let assessment else { return 0 }
        switch status {
        case .answered: return SufficiencyModel.right.probability(assessment.features)
        case .abstained: return 1 - SufficiencyModel.answerable.probability(assessment.features)
        }
    }
}
