import Corpus
public import Foundation

/// A question with answers to choose from, one of them right.
public struct ChoiceQuestion: Sendable, Hashable, Codable {
    public let id: String
    public let question: String
    public let choices: [String]
    /// One of the choices.
    public let answer: String
    /// Outlets of the genuine reports, where the set has fabricated ones too.
    public let genuine: [String]
    public let asOf: Date?

    public init(
        id: String, question: String, choices: [String], answer: String, genuine: [String] = [], asOf: Date? = nil
    ) {
        self.id = id
        self.question = question
        self.choices = choices
        self.answer = answer
        self.genuine = genuine
        self.asOf = asOf
    }

    /// Reads questions, one a line. Throws `questions-malformed` with the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [ChoiceQuestion] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONLines.decoder()
        var questions: [ChoiceQuestion] = []
        while let line = try lines.next() {
            let question = try? decoder.decode(ChoiceQuestion.self, from: Data(line.bytes))
            guard let question, question.choices.contains(question.answer) else {
                throw BylineError(
                    "questions-malformed",
                    "Line \(line.number) of \(file.lastPathComponent) is no question of choices.",
                    remedy:
                        "A question is an object with id, question, choices, answer (one of them), genuine (names of "
                        + "outlets, perhaps none) and, where it matters, as_of.")
            }
            questions.append(question)
        }
        return questions
    }
}
