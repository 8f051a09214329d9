/// How sure an answer may be of itself.
///
/// Of an answer: the chance that it is right, by a logistic regression over what was measured of its sentences. Of an abstention:
/// the chance that the corpus does not say. Both are fitted to questions whose answers are known; see ``SufficiencyModel``.
enum AnswerConfidence {
    /// In [0, 1], by ``AnswerMeasures``.
    static func ofAnswer(_ measures: [EvidenceFeature]) -> Double { SufficiencyModel.right.probability(measures) }

    /// In [0, 1]; 0 where nothing was looked for, so that nothing is known of what the corpus says.
    ///
    /// Where the evidence comes near and a gate declined all the same, because it lacks a name or the form of an answer, the gate
    /// was right in half of the cases: see the decision record "The form of an answer".
    static func ofAbstention(_ assessment: EvidenceAssessment?) -> Double {
        assessment.map { max(1 - $0.chance(), 0.5) } ?? 0
    }
}
