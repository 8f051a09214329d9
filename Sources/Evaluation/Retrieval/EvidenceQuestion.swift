public import Foundation

/// A question with the facts that its answer needs: sentences of the corpus.
public struct EvidenceQuestion: Sendable, Hashable {
    public let id: String
    public let question: String
    public let kind: String
    /// Empty where the corpus does not say.
    public let facts: [String]
    /// The moment as of which it is asked.
    public let asOf: Date?

    public init(id: String, question: String, kind: String, facts: [String], asOf: Date? = nil) {
        self.id = id
        self.question = question
        self.kind = kind
        self.facts = facts
        self.asOf = asOf
    }

    /// Of our own format: the sentences of the evidence are the facts.
    public init(_ question: JudgedQuestion) {
        self.init(
            id: question.id, question: question.question, kind: question.kind,
            facts: question.evidence.map(\.sentence), asOf: question.asOf)
    }
}
