public import Corpus
public import Foundation

/// Scores as JSON Lines, so that a later run can be compared with an earlier one whose passages are no longer at hand: a
/// line with `system`, `scoring`, `metrics` and `recall_by_rank`, then one for each question with `id`, `kind`, `text`,
/// `values` and `is_missing`.
public enum ScoreFile {
    private struct Heading: Codable {
        let system: String
        let scoring: ScoreTable.Scoring
        let metrics: [String]
        let recallByRank: [Double]
    }

    /// Bytes of the lines, the same for equal tables. Throws `EncodingError` for a value that is no number.
    public static func data(_ table: ScoreTable) throws -> Data {
        let heading = Heading(
            system: table.system, scoring: table.scoring, metrics: table.metrics, recallByRank: table.recallByRank)
        return try table.questions.reduce(into: try JSONLines.line(heading)) { $0 += try JSONLines.line($1) }
    }

    /// Reads what ``data(_:)`` made. Throws `scores-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> ScoreTable {
        let lines = try LineReader(path: file.path)
        let decoder = JSONLines.decoder()
        func malformed(_ line: Int, _ what: String, cause: (any Error)? = nil) -> BylineError {
            BylineError(
                .scoresMalformed, "Line \(line) of \(file.lastPathComponent) \(what).",
                remedy: "Give a file that 'byline evaluate retrieval' or 'byline evaluate run' wrote by --scores-out.",
                cause: cause)
        }
        func decode<Value: Decodable>(_ type: Value.Type, _ line: LineReader.Line, _ what: String) throws -> Value {
            do { return try decoder.decode(type, from: Data(line.bytes)) } catch {
                throw malformed(line.number, "is no \(what)", cause: error)
            }
        }
        guard let first = try lines.next() else { throw malformed(1, "is missing") }
        let heading = try decode(Heading.self, first, "heading of scores")
        guard Set(heading.metrics).count == heading.metrics.count, !heading.metrics.isEmpty else {
            throw malformed(first.number, "has no metrics, or one of them twice")
        }
        var questions: [ScoreTable.Question] = []
        var seen: Set<String> = []
        while let line = try lines.next() {
            let question = try decode(ScoreTable.Question.self, line, "question with its values")
            guard question.values.count == heading.metrics.count else {
                throw malformed(
                    line.number, "has \(question.values.count) values for \(heading.metrics.count) metrics")
            }
            guard seen.insert(question.id).inserted else {
                throw malformed(line.number, "repeats the question '\(question.id)'")
            }
            questions.append(question)
        }
        return ScoreTable(
            system: heading.system, scoring: heading.scoring, metrics: heading.metrics, questions: questions,
            recallByRank: heading.recallByRank)
    }
}

extension BylineError.Code {
    /// A file of scores has a line that is none.
    public static let scoresMalformed: Self = "scores-malformed"
    /// Two tables of scores were made in ways that cannot be compared.
    public static let scoresIncomparable: Self = "scores-incomparable"
}
