import Corpus
public import Foundation

/// One question in several wordings.
public struct WordedQuestion: Sendable, Hashable, Codable {
    /// That of the judged question.
    public let id: String
    public let wordings: [String]

    public init(id: String, wordings: [String]) {
        self.id = id
        self.wordings = wordings
    }

    /// Reads JSON Lines with `id` and `wordings`. Throws `wordings-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [WordedQuestion] {
        let lines = try LineReader(path: file.path)
        var questions: [WordedQuestion] = []
        var seen: Set<String> = []
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    "wordings-malformed", "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "Each line is an object with id, that of a question, and wordings, two or more.",
                    cause: cause)
            }
            let question: WordedQuestion
            do { question = try JSONDecoder().decode(WordedQuestion.self, from: Data(line.bytes)) } catch {
                throw malformed("has no wordings", cause: error)
            }
            guard question.wordings.count > 1 else { throw malformed("has fewer than two wordings") }
            guard seen.insert(question.id).inserted else { throw malformed("repeats the id '\(question.id)'") }
            questions.append(question)
        }
        return questions
    }
}
