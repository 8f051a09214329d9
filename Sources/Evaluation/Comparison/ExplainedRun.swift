public import Corpus
public import Foundation

/// A run with the reasons for every place: what stands beside a TREC run, whose format has no room for them.
public struct ExplainedRun: Sendable {
    /// Question → items, best first.
    public let rankings: [String: [ExplainedHit]]

    public init(_ rankings: [String: [ExplainedHit]]) { self.rankings = rankings }

    /// The first `depth` items of each question that a search found.
    public init(_ evaluation: RetrievalEvaluation, depth: Int = EvidenceScore.depth) {
        let rankings = evaluation.outcomes.map { outcome in
            (
                outcome.question.id,
                outcome.hits.prefix(depth).map { ExplainedHit($0, facts: outcome.question.facts) }
            )
        }
        self.rankings = Dictionary(rankings) { first, _ in first }
    }

    /// The first `depth` items of each question of a run. What `explained` says of an item is kept; the order and the
    /// scores are the run's, and the relevance is the judges'.
    public init(
        _ run: Run, judgements: Judgements, explained: ExplainedRun? = nil, depth: Int = EvidenceScore.depth
    ) {
        let entries = run.rankings.map { question, documents in
            let known = Dictionary((explained?.rankings[question] ?? []).map { ($0.id, $0) }) { first, _ in first }
            let hits = documents.prefix(depth).map { document in
                let known = known[document.id]
                return ExplainedHit(
                    id: document.id, score: document.score, relevance: judgements.grades[question]?[document.id],
                    source: known?.source, title: known?.title, publishedAt: known?.publishedAt,
                    excerpt: known?.excerpt, signals: known?.signals ?? [])
            }
            return (question, hits)
        }
        rankings = Dictionary(entries) { first, _ in first }
    }
}

extension ExplainedRun {
    private struct Line: Codable {
        let question: String
        let hits: [ExplainedHit]
    }

    /// JSON Lines: for each question, by id, an object with `question` and `hits`. Dates are RFC 3339.
    public func data() throws -> Data {
        try rankings.sorted { $0.key < $1.key }.reduce(into: Data()) { data, entry in
            data += try JSONLines.line(Line(question: entry.key, hits: entry.value))
        }
    }

    /// Reads what ``data()`` made. Throws `explanations-malformed`, naming the line, and `input-unreadable`.
    public static func read(_ file: URL) throws -> ExplainedRun {
        let lines = try LineReader(path: file.path)
        let decoder = JSONLines.decoder()
        var rankings: [String: [ExplainedHit]] = [:]
        while let line = try lines.next() {
            func malformed(_ what: String, cause: (any Error)? = nil) -> BylineError {
                BylineError(
                    .explanationsMalformed, "Line \(line.number) of \(file.lastPathComponent) \(what).",
                    remedy: "Give a file that 'byline evaluate retrieval' wrote by --explain-out.", cause: cause)
            }
            let entry: Line
            do { entry = try decoder.decode(Line.self, from: Data(line.bytes)) } catch {
                throw malformed("explains no question", cause: error)
            }
            guard rankings.updateValue(entry.hits, forKey: entry.question) == nil else {
                throw malformed("repeats the question '\(entry.question)'")
            }
        }
        return ExplainedRun(rankings)
    }
}

extension BylineError.Code {
    /// A file of explanations has a line that is none.
    public static let explanationsMalformed: Self = "explanations-malformed"
}
