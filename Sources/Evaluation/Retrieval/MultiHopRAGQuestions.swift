import Corpus
public import Foundation

/// The questions of MultiHop-RAG (Tang and Yang, COLM 2024) as JSON Lines: `query`, `question_type`, `evidence_list` with
/// a `fact` in each entry, and `qid`; where that is absent, the line's number is the id.
public enum MultiHopRAGQuestions {
    private struct Record: Decodable {
        let qid: Identifier?
        let query: String
        let answer: String?
        let kind: String
        let evidence: [Evidence]

        struct Evidence: Decodable {
            let fact: String
            let url: String?
        }

        enum CodingKeys: String, CodingKey {
            case qid, query, answer
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
        try records(file).map { id, record in
            EvidenceQuestion(id: id, question: record.query, kind: record.kind, facts: record.evidence.map(\.fact))
        }
    }

    /// The questions whose answer is a string that a sentence of the corpus can hold, and those without an answer: kinds
    /// `inference_query` and `null_query`. The others are answered by yes, no, or an order of time. Throws as ``read(_:)`` does.
    public static func readJudged(_ file: URL) throws -> [JudgedQuestion] {
        try records(file).compactMap { id, record -> JudgedQuestion? in
            let isUnanswerable = record.evidence.isEmpty
            guard isUnanswerable || record.kind == "inference_query" else { return nil }
            return JudgedQuestion(
                id: id, question: record.query, kind: record.kind, answer: isUnanswerable ? nil : record.answer,
                accepted: isUnanswerable ? [] : [[record.answer].compactMap(\.self)],
                evidence: record.evidence.map { JudgedQuestion.Evidence(url: $0.url ?? "", sentence: $0.fact) })
        }
    }

    private static func records(_ file: URL) throws -> [(String, Record)] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        var questions: [(String, Record)] = []
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
            questions.append((id, record))
        }
        return questions
    }
}
