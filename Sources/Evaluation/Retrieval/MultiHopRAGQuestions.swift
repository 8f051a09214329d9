import Corpus
public import Foundation

/// The questions of MultiHop-RAG (Tang and Yang, COLM 2024) as JSON Lines: `query`, `question_type`, `evidence_list` with
/// a `fact` in each entry, and `qid`; where that is absent, the line's number is the id.
public enum MultiHopRAGQuestions {
    private struct Record: Decodable {
        let qid: Identifier?
        let query: String
        let kind: String
        let evidence: [Evidence]

        struct Evidence: Decodable { let fact: String }

        enum CodingKeys: String, CodingKey {
            case qid, query
            case kind = "question_type"
            case evidence = "evidence_list"
        }
    }

    /// A number or a string.
    private struct Identifier: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    /// Reads a file. Throws `questions-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [EvidenceQuestion] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        var questions: [EvidenceQuestion] = []
        var seen: Set<String> = []
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    "questions-malformed", "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "A question of MultiHop-RAG is an object on one line with query, question_type and "
                        + "evidence_list, each of whose entries has a fact; qid is unique where it is given.",
                    cause: cause)
            }
            let record: Record
            do {
                record = try decoder.decode(Record.self, from: Data(line.bytes))
            } catch { throw malformed("is no question of MultiHop-RAG", cause: error) }
            let id = record.qid?.text ?? String(line.number)
            guard seen.insert(id).inserted else { throw malformed("repeats the id '\(id)'") }
            let facts = record.evidence.map(\.fact)
            if facts.contains(where: { $0.allSatisfy(\.isWhitespace) }) { throw malformed("has an empty fact") }
            questions.append(EvidenceQuestion(id: id, question: record.query, kind: record.kind, facts: facts))
        }
        return questions
    }
}
