/// What was fitted to questions whose evidence is known. The decision record "Enough evidence" says to what, and how far each can be
/// trusted; `byline evaluate abstention … --fit` fits them again.
public enum SufficiencyModel {
    /// The chance that the evidence carries an answer. Fitted to one half of MultiHop-RAG alone.
    public static let answerable = LogisticModel(
        bias: -0.1607,
        terms: [
            .init("mean.own", mean: 0.5061, scale: 0.1119, weight: 0.7109),
            .init("whole.own", mean: 0.4226, scale: 0.1013, weight: 0.6903),
            .init("mean.lead", mean: 0.1164, scale: 0.0527, weight: 0.3623),
            .init("outlets", mean: 0.9181, scale: 0.1931, weight: 0.8755),
        ])
    /// Declines below this chance.
    public static let threshold = 0.18
    /// The chance that a clause is spoken of.
    public static let clause = LogisticModel(
        bias: 0.7827, terms: [.init("own", mean: 0.5365, scale: 0.1609, weight: 0.4056)])
    /// A part is called missing below this chance.
    public static let foundThreshold = 0.552
    /// The chance that an answer is right, by ``AnswerMeasures``: how close the closest quoted sentence comes to the question, whether
    /// the first has what is asked for, and how near such a form comes at all. Fitted to MultiHop-RAG, evolving-news and the tuning
    /// half of the sample corpus's blind questions, near misses among them; see the decision record "The form of an answer".
    public static let right = LogisticModel(
        bias: 0.5739,
        terms: [
            .init("all.meaning", mean: 0.6189, scale: 0.0934, weight: 0.2252),
            .init("first.expected", mean: 0.7428, scale: 0.2569, weight: 0.0736),
            .init("form.nearness", mean: 0.9854, scale: 0.0469, weight: 0.0827),
        ])

    /// The chance that the evidence speaks of a clause.
    public static func found(_ clause: ClauseFinding) -> Double { self.clause.probability(clause.features) }
}
