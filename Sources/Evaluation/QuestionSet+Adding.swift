import Corpus
public import Foundation

extension QuestionSet {
    /// Adds a question at the end of a file, made where it is not there; without an `id`, with the first of `reported-1`,
    /// `reported-2` … that is free. It is on disk when this returns, and the file is as it was where this throws.
    ///
    /// - Returns: the question as it was added, and how many the file has now.
    /// - Throws: `question-exists` where the id is taken, or the same question as of the same moment is there, but for
    ///   case, punctuation and white space; `questions-malformed` for a file that has a line that is none;
    ///   `file-unwritable`.
    @discardableResult
    public static func add(
        _ question: JudgedQuestion, id: String?, to file: URL
    ) throws -> (question: JudgedQuestion, count: Int) {
        let journal = try Journal(file)
        return try journal.locked {
            let known = try read(file)
            let added = try named(question, id: id, among: known, in: file)
            try journal.append(line: Data(try line(added).utf8), completing: true)
            return (added, known.count + 1)
        }
    }

    /// The question with an id that is free.
    private static func named(
        _ question: JudgedQuestion, id: String?, among known: [JudgedQuestion], in file: URL
    ) throws -> JudgedQuestion {
        if let twin = known.first(where: { $0.asOf == question.asOf && words($0.question) == words(question.question) })
        {
            throw BylineError(
                "question-exists", "\(file.lastPathComponent) has this question already: '\(twin.id)'.",
                remedy: "Change that line if its answer is not right.")
        }
        let taken = Set(known.map(\.id))
        if let id, taken.contains(id) {
            throw BylineError(
                "question-exists", "\(file.lastPathComponent) has a question with the id '\(id)' already.",
                remedy: "Give another id, or none.")
        }
        var number = 1
        while taken.contains("reported-\(number)") { number += 1 }
        return JudgedQuestion(
            id: id ?? "reported-\(number)", question: question.question, kind: question.kind,
            answer: question.answer, accepted: question.accepted, evidence: question.evidence, asOf: question.asOf)
    }

    /// A question in our format, with its keys in the order in which a person would read them.
    static func line(_ question: JudgedQuestion) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        func json(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        let evidence = try question.evidence.map {
            "{\"url\": \(try json($0.url)), \"sentence\": \(try json($0.sentence))}"
        }
        var fields = [
            ("id", try json(question.id)), ("question", try json(question.question)),
            ("kind", try json(question.kind)), ("answer", try json(question.answer)),
            ("accepted", try json(question.accepted)), ("evidence", "[\(evidence.joined(separator: ", "))]"),
        ]
        if let asOf = question.asOf { fields.append(("as_of", try json(ArticleDate.text(asOf)))) }
        return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }
    }
}
