import Corpus
public import Foundation

/// A question whose answer is known.
public struct JudgedQuestion: Sendable, Hashable, Codable {
    /// A sentence of the corpus that answers, or that one needs for the answer.
    public struct Evidence: Sendable, Hashable, Codable {
        public let url: String
        public let sentence: String

        public init(url: String, sentence: String) {
            self.url = url
            self.sentence = sentence
        }
    }

    public let id: String
    public let question: String
    /// `fact`, `multi-hop`, `comparison`, `temporal`, `as-of`, `contradicted`, `unanswerable`, or a kind of one's own.
    public let kind: String
    /// The answer as a person would give it; nil where the corpus does not say.
    public let answer: String?
    /// Groups of strings: an answer must have one string of every group. Empty where the corpus does not say.
    public let accepted: [[String]]
    public let evidence: [Evidence]
    /// The moment as of which it is asked.
    public let asOf: Date?

    public init(
        id: String, question: String, kind: String, answer: String?, accepted: [[String]], evidence: [Evidence],
        asOf: Date? = nil
    ) {
        self.id = id
        self.question = question
        self.kind = kind
        self.answer = answer
        self.accepted = accepted
        self.evidence = evidence
        self.asOf = asOf
    }

    /// Whether the right answer is that the corpus does not say.
    public var isUnanswerable: Bool { accepted.isEmpty }

    private enum CodingKeys: String, CodingKey {
        case id, question, kind, answer, accepted, evidence
        case asOf = "as_of"
    }
}

/// A file of judged questions: JSON Lines.
public enum QuestionSet {
    /// Reads a file. Throws `questions-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [JudgedQuestion] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom(JSONLines.date)
        var questions: [JudgedQuestion] = []
        var seen: Set<String> = []
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    "questions-malformed", "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "A question is an object with id, question, kind, answer, accepted (groups of strings), "
                        + "evidence (url, sentence) and, where it matters, as_of.", cause: cause)
            }
            do {
                let question = try decoder.decode(JudgedQuestion.self, from: Data(line.bytes))
                guard seen.insert(question.id).inserted else { throw malformed("repeats the id '\(question.id)'") }
                questions.append(question)
            } catch let error as DecodingError {
                throw malformed("is no question", cause: error)
            }
        }
        return questions
    }
}
