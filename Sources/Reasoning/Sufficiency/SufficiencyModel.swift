/// What was fitted to questions whose evidence is known. The decision record "Enough evidence" says to what, and how far each can be
/// trusted: these are first values, which `byline evaluate abstention … --fit` is to replace.
public enum SufficiencyModel {
    /// The chance that the evidence carries an answer.
    public static let answerable = LogisticModel(
        bias: 0.0018,
        terms: [
            .init("mean.own", mean: 0.4984, scale: 0.1086, weight: 0.5962),
            .init("whole.own", mean: 0.4355, scale: 0.1183, weight: 0.4196),
            .init("mean.lead", mean: 0.1192, scale: 0.0654, weight: 0.3229),
        ])
    /// Declines below this chance.
    public static let threshold = 0.25
    /// The chance that a clause is spoken of.
    public static let clause = LogisticModel(
        bias: 1.4167, terms: [.init("own", mean: 0.5155, scale: 0.1674, weight: 0.8818)])
    /// A part is called missing below this chance.
    public static let foundThreshold = 0.6
    /// The chance that an answer is right, by ``AnswerMeasures``: how close the closest quoted sentence comes to the question, and
    /// whether the first has what is asked for. Fitted to MultiHop-RAG and evolving-news; see the decision record "Confidence".
    public static let right = LogisticModel(
        bias: 0.4099,
        terms: [
            .init("all.meaning", mean: 0.6208, scale: 0.0970, weight: 0.3665),
            .init("first.expected", mean: 0.6878, scale: 0.2660, weight: 0.1191),
        ])

    /// The chance that the evidence speaks of a clause.
    public static func found(_ clause: ClauseFinding) -> Double { self.clause.probability(clause.features) }
}
