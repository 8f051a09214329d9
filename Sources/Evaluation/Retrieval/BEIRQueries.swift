public import Corpus
public import Foundation

/// The queries of a BEIR set (Thakur et al., NeurIPS 2021): `queries.jsonl`, with `_id` and `text` on each line; and, which
/// is an addition of ours, `as_of`, the moment as of which a query is asked.
public enum BEIRQueries {
    private struct Record: Decodable {
        let id: String
        let text: String
        let asOf: Moment?

        enum CodingKeys: String, CodingKey {
            case id = "_id"
            case text
            case asOf = "as_of"
        }
    }

    /// In the forms that an article's date may have.
    private struct Moment: Decodable {
        let date: Date

        init(from decoder: any Decoder) throws { date = try JSONLines.date(decoder) }
    }

    /// The queries as questions of which nothing is said of evidence, in the order of their ids. Throws `queries-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [EvidenceQuestion] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        var queries: [String: EvidenceQuestion] = [:]
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    .queriesMalformed, "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy:
                        "A query of BEIR is an object on one line with _id, which is unique, text and, where it matters, "
                        + "as_of.",
                    cause: cause)
            }
            let record: Record
            do {
                record = try decoder.decode(Record.self, from: Data(line.bytes))
            } catch { throw malformed("is no query", cause: error) }
            let query = EvidenceQuestion(
                id: record.id, question: record.text, kind: "query", facts: [], asOf: record.asOf?.date)
            guard queries.updateValue(query, forKey: query.id) == nil else {
                throw malformed("repeats the id '\(record.id)'")
            }
        }
        return queries.values.sorted { $0.id < $1.id }
    }
}

extension BylineError.Code {
    /// A file of queries has a line that is none.
    public static let queriesMalformed: Self = "queries-malformed"
}
