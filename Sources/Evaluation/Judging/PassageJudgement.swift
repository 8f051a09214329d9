public import Foundation

/// What a judge said of a passage.
public struct PassageJudgement: Sendable, Hashable, Codable {
    public enum Grade: Int, Sendable, Hashable, Codable, CaseIterable {
        case not = 0
        case partly = 1
        case relevant = 2
    }

    /// A sentence that the judge named as the reason.
    public struct Sentence: Sendable, Hashable, Codable {
        /// From 1, in the passage.
        public let number: Int
        public let text: String

        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    public let judge: String
    public let question: String
    public let document: String
    /// Nil where the judge took an earlier judgement back.
    public let grade: Grade?
    public let sentences: [Sentence]
    /// When it was made, to the second.
    public let at: Date

    public init(
        judge: String, question: String, document: String, grade: Grade?, sentences: [Sentence] = [], at: Date
    ) {
        self.judge = judge
        self.question = question
        self.document = document
        self.grade = grade
        self.sentences = sentences
        self.at = at
    }
}
