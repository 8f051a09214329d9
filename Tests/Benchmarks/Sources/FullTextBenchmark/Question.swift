import Corpus
import Foundation

/// A line of a file of questions: its "query" or "question".
struct Question: Decodable {
    let query: String?
    let question: String?

    /// For each question, its words without stop words, each once.
    static func read(_ path: String) throws -> [[String]] {
        let lines = try String(contentsOf: URL(filePath: path), encoding: .utf8).split(whereSeparator: \.isNewline)
        return try lines.map { try JSONDecoder().decode(Question.self, from: Data($0.utf8)).terms }
    }

    private var terms: [String] {
        var seen: Set<String> = []
        return Words.words(in: query ?? question ?? "")
            .filter { !$0.isStopWord && seen.insert($0.folded).inserted }.map(\.folded)
    }
}
