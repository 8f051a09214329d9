public import Reasoning

/// A question asked of a corpus from which something was taken, and what became of it.
public struct AbstentionCase: Sendable {
    /// What the corpus has of the answer.
    public enum Condition: String, Sendable, Hashable, Codable, CaseIterable {
        /// All of it.
        case whole
        /// The topic: every article that holds some of the evidence was taken away.
        case removed
        /// All but one of several articles that the answer needs.
        case oneRemoved = "one-removed"
        /// Nothing was taken away: the corpus never said.
        case unanswerable
    }

    public let question: EvidenceQuestion
    public let condition: Condition
    /// Clauses of the question whose facts were taken away: an answer does well to name one of them, and no other.
    public let missing: Set<Int>
    public let trace: AnswerTrace

    public init(question: EvidenceQuestion, condition: Condition, missing: Set<Int>, trace: AnswerTrace) {
        self.question = question
        self.condition = condition
        self.missing = missing
        self.trace = trace
    }

    /// Whether the evidence can carry the answer; a question of which a part is missing counts as neither.
    public var isAnswerable: Bool? {
        switch condition {
        case .whole: true
        case .removed, .unanswerable: false
        case .oneRemoved: nil
        }
    }

    /// Clauses of which the answer says that nothing was found on them.
    public var named: Set<Int> {
        let said = (trace.answer.notes + [trace.answer.reason ?? ""]).joined(separator: " ")
        let clauses = trace.assessment?.clauses ?? []
        return Set(clauses.indices.filter { said.contains(Shortfall.quoted(clauses[$0].text)) })
    }

    /// The chance that the evidence carries the answer, by a model.
    public func chance(_ model: LogisticModel) -> Double {
        trace.assessment?.chance(by: model) ?? model.probability([])
    }
}
