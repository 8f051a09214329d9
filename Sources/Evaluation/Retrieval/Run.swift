public import Corpus
public import Foundation

/// What a system retrieved: for each question its documents, best first.
///
/// The order is trec_eval's: by score, highest first, and where scores are equal by document id, last in the alphabet
/// first (by bytes). Scores are compared in single precision, as trec_eval does. Ranks that a file states are not read.
public struct Run: Sendable, Hashable {
    public struct Document: Sendable, Hashable {
        public let id: String
        public let score: Double

        public init(id: String, score: Double) {
            self.id = id
            self.score = score
        }

        /// Whether it stands before `other`.
        func precedes(_ other: Document) -> Bool {
            let (mine, theirs) = (Float(score), Float(other.score))
            return mine == theirs ? other.id.utf8.lexicographicallyPrecedes(id.utf8) : mine > theirs
        }
    }

    /// The name of the system.
    public let tag: String
    /// Question → documents, in order, none twice.
    public let rankings: [String: [Document]]

    /// Puts the documents of each question in order.
    public init(tag: String, _ documents: [String: [Document]]) {
        self.tag = tag
        rankings = documents.mapValues { $0.sorted { $0.precedes($1) } }
    }

    /// Reads TREC's format: `question Q0 document rank score tag`.
    /// - Throws: `run-malformed`, naming file and line, also for a document that stands twice for one question, and for
    ///   a file without documents; `input-unreadable`.
    public static func read(_ file: URL) throws -> Run {
        let lines = try FieldLines(
            file, code: .runMalformed, remedy: "Write 'question Q0 document rank score tag' on each line.")
        var documents: [String: [Document]] = [:]
        var seen: [String: Set<String>] = [:]
        var tag: String?
        while let line = try lines.next() {
            guard line.fields.count == 6 else {
                throw lines.malformed(line.number, "has \(line.fields.count) fields instead of 6")
            }
            let (question, document) = (line.fields[0], line.fields[2])
            guard let score = Double(line.fields[4]), score.isFinite else {
                throw lines.malformed(line.number, "has the score '\(line.fields[4])'")
            }
            guard seen[question, default: []].insert(document).inserted else {
                throw lines.malformed(line.number, "has '\(document)' a second time for the question '\(question)'")
            }
            documents[question, default: []].append(Document(id: document, score: score))
            tag = tag ?? line.fields[5]
        }
        guard let tag else { throw lines.empty("documents") }
        return Run(tag: tag, documents)
    }

    /// The run in TREC's format, questions by id, ranks from 1. Reading it gives an equal run.
    /// - Throws: `run-unwritable` where a name is empty or has white space in it, which the format has no way to write.
    public func text() throws -> String {
        try FieldLines.check(tag, "tag", code: .runUnwritable)
        var text = ""
        for (question, documents) in rankings.sorted(by: { $0.key < $1.key }) {
            try FieldLines.check(question, "question", code: .runUnwritable)
            for (index, document) in documents.enumerated() {
                try FieldLines.check(document.id, "document", code: .runUnwritable)
                text += "\(question) Q0 \(document.id) \(index + 1) \(document.score) \(tag)\n"
            }
        }
        return text
    }
}

extension BylineError.Code {
    /// A run has a line that is none.
    public static let runMalformed: Self = "run-malformed"
    /// A name has no form in TREC's format.
    public static let runUnwritable: Self = "run-unwritable"
}
