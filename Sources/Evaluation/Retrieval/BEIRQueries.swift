public import Corpus
public import Foundation

/// The queries of a BEIR set (Thakur et al., NeurIPS 2021): `queries.jsonl`, with `_id` and `text` on each line.
public enum BEIRQueries {
    private struct Record: Decodable {
        let id: String
        let text: String

        enum CodingKeys: String, CodingKey {
            case id = "_id"
            case text
        }
    }

    /// Id → text. Throws `queries-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [String: String] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONDecoder()
        var queries: [String: String] = [:]
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    .queriesMalformed, "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "A query of BEIR is an object on one line with _id, which is unique, and text.",
                    cause: cause)
            }
            let record: Record
            do {
                record = try decoder.decode(Record.self, from: Data(line.bytes))
            } catch { throw malformed("is no query", cause: error) }
            guard queries.updateValue(record.text, forKey: record.id) == nil else {
                throw malformed("repeats the id '\(record.id)'")
            }
        }
        return queries
    }
}

extension BylineError.Code {
    /// A file of queries has a line that is none.
    public static let queriesMalformed: Self = "queries-malformed"
}
