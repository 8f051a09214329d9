public import Corpus
public import Foundation

/// What is known of the documents of a run: JSON Lines with `id` and, where known, `cluster`, `publisher`, `credibility` in
/// [0, 1] and `published_at`.
public enum ArticleFacts {
    private struct Record: Decodable {
        let id: String
        let cluster: String?
        let publisher: String?
        let credibility: Double?
        let publishedAt: Date?
    }

    /// Id → what is known. Throws `documents-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> [String: RankedItem] {
        let lines = try LineReader(path: file.path)
        let decoder = JSONLines.decoder()
        var documents: [String: RankedItem] = [:]
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    .documentsMalformed, "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "A document is an object on one line with id, which is unique, and, where known, cluster, "
                        + "publisher, credibility from 0 to 1, and published_at.", cause: cause)
            }
            let record: Record
            do { record = try decoder.decode(Record.self, from: Data(line.bytes)) } catch {
                throw malformed("describes no document", cause: error)
            }
            if let credibility = record.credibility, !(0...1).contains(credibility) {
                throw malformed("has the credibility \(credibility)")
            }
            let item = RankedItem(
                cluster: record.cluster, publisher: record.publisher, credibility: record.credibility,
                publishedAt: record.publishedAt)
            guard documents.updateValue(item, forKey: record.id) == nil else {
                throw malformed("repeats the id '\(record.id)'")
            }
        }
        return documents
    }
}

extension BylineError.Code {
    /// A file of what is known of documents has a line that says nothing.
    public static let documentsMalformed: Self = "documents-malformed"
}
