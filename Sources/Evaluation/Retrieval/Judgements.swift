public import Corpus
public import Foundation

/// What judges said of documents (qrels): for each question, the grade of each document that was judged.
///
/// A grade of 1 or more means relevant, as trec_eval takes it; 0 means judged and not relevant; what is below is taken as
/// not relevant too. A document without a grade was not judged, and counts as not relevant.
public struct Judgements: Sendable, Hashable {
    /// Question → document → grade.
    public let grades: [String: [String: Int]]

    public init(_ grades: [String: [String: Int]]) { self.grades = grades }

    /// The judged questions in the order of their ids.
    public var questions: [String] { grades.keys.sorted() }

    /// Reads TREC's qrels (`question iteration document grade`, separated by white space) or BEIR's
    /// (`query-id corpus-id score`, with a header); the header tells which.
    /// - Throws: `judgements-malformed`, naming file and line, also for a document that is judged twice for one question,
    ///   and for a file without judgements; `input-unreadable`.
    public static func read(_ file: URL) throws -> Judgements {
        let lines = try FieldLines(
            file, code: .judgementsMalformed,
            remedy: "Write 'question 0 document grade' on each line, or BEIR's header 'query-id corpus-id score' and "
                + "three fields on each line; grades are whole numbers.")
        var grades: [String: [String: Int]] = [:]
        var columns: Columns?
        while let line = try lines.next() {
            if columns == nil {
                let isHeader = line.fields.first == "query-id"
                columns = isHeader ? .beir : .trec
                if isHeader { continue }
            }
            let columns = columns ?? .trec
            guard line.fields.count == columns.count else {
                throw lines.malformed(line.number, "has \(line.fields.count) fields instead of \(columns.count)")
            }
            let (question, document) = (line.fields[0], line.fields[columns.document])
            guard let grade = Int(line.fields[columns.grade]) else {
                throw lines.malformed(line.number, "has the grade '\(line.fields[columns.grade])'")
            }
            guard grades[question, default: [:]].updateValue(grade, forKey: document) == nil else {
                throw lines.malformed(line.number, "judges '\(document)' a second time for the question '\(question)'")
            }
        }
        if grades.isEmpty { throw lines.empty("judgements") }
        return Judgements(grades)
    }

    /// The judgements as TREC's qrels, by question and document. Reading them gives equal ones.
    /// - Throws: `judgements-unwritable` where a name is empty or has white space in it.
    public func text() throws -> String {
        var text = ""
        for (question, documents) in grades.sorted(by: { $0.key < $1.key }) {
            try FieldLines.check(question, "question", code: .judgementsUnwritable)
            for (document, grade) in documents.sorted(by: { $0.key < $1.key }) {
                try FieldLines.check(document, "document", code: .judgementsUnwritable)
                text += "\(question) 0 \(document) \(grade)\n"
            }
        }
        return text
    }

    /// Where the fields stand.
    private struct Columns {
        let count: Int
        let document: Int
        let grade: Int

        static let trec = Columns(count: 4, document: 2, grade: 3)
        static let beir = Columns(count: 3, document: 1, grade: 2)
    }
}

extension BylineError.Code {
    /// A file of judgements has a line that is none.
    public static let judgementsMalformed: Self = "judgements-malformed"
    /// A name has no form in TREC's format.
    public static let judgementsUnwritable: Self = "judgements-unwritable"
}
